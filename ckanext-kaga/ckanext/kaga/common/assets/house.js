// CKAN's stylesheet hides and shows parts of forms by this class.
document.documentElement.classList.add("js");
