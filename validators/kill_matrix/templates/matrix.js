"use strict";
// Says above the picture what the pointer is on, and lights its column; without it the page lacks only that.
document.addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector(".kills");
  const readout = document.querySelector(".readout");
  const heads = [...table.tHead.rows[0].cells];
  const columns = [...table.querySelectorAll("col")];
  let lit = 0;
  const light = (number) => {
    if (lit) { columns[lit].classList.remove("on"); heads[lit].classList.remove("on"); }
    lit = number;
    if (lit) { columns[lit].classList.add("on"); heads[lit].classList.add("on"); }
  };
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td, th");
    const row = cell && cell.parentElement;
    if (!cell || cell.cellIndex === 0 || row.classList.contains("validator")) { light(0); readout.textContent = "\u00a0"; return; }
    light(cell.cellIndex);
    const defect = heads[cell.cellIndex].textContent;
    if (cell.tagName === "TH") { readout.textContent = defect; return; }
    const validator = row.parentElement.rows[0].cells[0].textContent;
    const state = cell.className.replace("-", " ") || "silent";
    readout.textContent = `${defect} × ${validator}/${row.cells[0].textContent}: ${state}${cell.title ? `, ${cell.title}` : ""}`;
  });
  table.addEventListener("mouseleave", () => { light(0); readout.textContent = "\u00a0"; });
  document.documentElement.dataset.ready = "yes";
});
