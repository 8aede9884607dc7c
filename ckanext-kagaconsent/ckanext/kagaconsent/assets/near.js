/* Near me: the places of the list in the order of their distance. The device measures, this page
   sorts, and nothing is sent: there is no request in here. Without scripts the button stays hidden
   and the sentence beside it tells how to look for a district. */
(function () {
  "use strict";

  const EARTH = 6371; // km
  const radians = (degrees) => (degrees * Math.PI) / 180;

  function kilometres(here, row) {
    const latitude = radians(Number(row.dataset.latitude));
    const longitude = radians(Number(row.dataset.longitude));
    const up = Math.sin((latitude - radians(here.latitude)) / 2);
    const aside = Math.sin((longitude - radians(here.longitude)) / 2);
    const part = up * up + Math.cos(latitude) * Math.cos(radians(here.latitude)) * aside * aside;
    return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(part)));
  }

  document.addEventListener("DOMContentLoaded", function () {
    const near = document.getElementById("register-near");
    const table = document.getElementById("places");
    if (!near || !table || !("geolocation" in navigator)) return;
    const button = near.querySelector("button");
    const said = near.querySelector("[role=status]");
    near.hidden = false;

    button.addEventListener("click", function () {
      said.textContent = near.dataset.waiting;
      navigator.geolocation.getCurrentPosition(
        function (position) {
          const body = table.tBodies[0];
          const rows = Array.from(body.rows);
          const far = new Map(
            rows.map((row) => [
              row,
              row.dataset.latitude ? kilometres(position.coords, row) : Infinity,
            ])
          );
          rows.sort((one, other) => far.get(one) - far.get(other));
          rows.forEach(function (row) {
            const distance = far.get(row);
            const cell = row.querySelector("[data-distance]");
            cell.textContent = Number.isFinite(distance) ? distance.toFixed(1) + " km" : "—";
            body.append(row);
          });
          said.textContent = near.dataset.done;
        },
        function () {
          said.textContent = near.dataset.refused;
        },
        { maximumAge: 60000, timeout: 20000 }
      );
    });
  });
})();
