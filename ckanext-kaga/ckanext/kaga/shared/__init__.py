"""What each plugin needs on CKAN's side when it is alone: who calls, letters, answers, refusals."""
