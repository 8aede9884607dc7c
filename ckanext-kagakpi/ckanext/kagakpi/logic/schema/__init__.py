"""What the actions take; one module per noun."""
