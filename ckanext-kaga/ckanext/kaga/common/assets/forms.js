/* What CKAN's templates do in onclick and onchange attributes, which the portal's
   Content-Security-Policy does not let run. The templates name what happens in data attributes:
   checks, empties, focuses, opens: the id of the field that a button does it to. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-kaga-checks]");
    if (!button) return;
    const field = (action) => document.getElementById(button.dataset["kaga" + action]);
    field("Checks").checked = true;
    if (field("Empties")) field("Empties").value = "";
    if (field("Focuses")) field("Focuses").focus();
    if (field("Opens")) field("Opens").click();
  });

  /* CKAN names a file after what was uploaded unless a name was typed, and overlooks what was
     typed while it still fetched its translations: the typed name comes back. */
  let typed = "";
  document.addEventListener("change", function (event) {
    const name = document.querySelector("#resource-edit input[name=name]");
    if (event.target === name) typed = name.value;
    if (event.target.id === "field-resource-upload" && name && typed) name.value = typed;
  });

  /* The comparison of two versions opens by CKAN's button, which reads this style. */
  document.addEventListener("DOMContentLoaded", function () {
    const comparison = document.getElementById("metadata_diff");
    if (comparison) comparison.style.display = "none";
  });

  /* API tokens: the button that revokes is on while a token is ticked. */
  function readTokens() {
    const button = document.getElementById("revoke-tokens-button");
    if (button) button.disabled = !document.querySelector("[name=token]:checked");
  }

  document.addEventListener("change", readTokens);
  document.addEventListener("htmx:afterSettle", function () {
    readTokens();
    const row = document.querySelector("[data-kaga-new]");
    if (!row) return;
    row.removeAttribute("data-kaga-new");
    row.scrollIntoView(false);
  });
  document.addEventListener("htmx:afterRequest", readTokens);
})();
