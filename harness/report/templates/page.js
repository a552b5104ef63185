"use strict";
const root = document.documentElement;
root.dataset.errors = "0";
window.addEventListener("error", (event) => {
  root.dataset.errors = String(Number(root.dataset.errors) + 1);
  root.dataset.lastError = event.message;
});

document.addEventListener("DOMContentLoaded", () => {
  const findings = [...document.querySelectorAll(".finding")];
  const form = document.querySelector(".filter");
  const texts = new Map();

  // The filter lives in the address, so that a filtered page can be sent to a colleague.
  const wanted = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const matches = (finding, filter) => {
    const { severity, table, days } = finding.dataset;
    const severities = (filter.get("severity") || "").split(",").filter(Boolean);
    const words = (filter.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    return (
      (!severities.length || severities.includes(severity)) &&
      (!filter.get("table") || table === filter.get("table")) &&
      (!filter.get("day") || days.split(" ").includes(filter.get("day"))) &&
      words.every((word) => textOf(finding).includes(word))
    );
  };

  const apply = () => {
    const filter = wanted();
    let visible = 0;
    for (const finding of findings) {
      finding.hidden = !matches(finding, filter);
      visible += finding.hidden ? 0 : 1;
    }
    root.dataset.visibleFindings = String(visible);
    if (!form) return;
    const severities = (filter.get("severity") || "").split(",");
    for (const box of form.querySelectorAll("[name=severity]")) box.checked = severities.includes(box.value);
    if (form.q.value.trim() !== (filter.get("q") || "")) form.q.value = filter.get("q") || "";
    const place = form.querySelector(".place");
    place.textContent = ["table", "day"].map((name) => filter.get(name)).filter(Boolean).join(", ");
    place.hidden = !place.textContent;
    form.querySelector("[type=reset]").hidden = !filter.size;
    form.querySelector("output").textContent = `${visible} of ${findings.length}`;
    document.querySelector(".none-left").hidden = visible > 0;
  };

  const go = (filter) => {
    history.replaceState(null, "", filter.size ? `#${filter}` : location.pathname + location.search);
    apply();
  };
  const fromForm = () => {
    const filter = wanted();
    const chosen = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value).join(",");
    for (const [name, value] of [["severity", chosen], ["q", form.q.value.trim()]]) {
      if (value) filter.set(name, value);
      else filter.delete(name);
    }
    go(filter);
  };

  if (form) {
    form.hidden = false;
    form.addEventListener("input", fromForm);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => go(new URLSearchParams()));
  }
  window.addEventListener("hashchange", apply);

  const tables = document.querySelector("#tables");
  const readout = document.querySelector(".readout");
  tables?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const table = link?.dataset.table || link?.closest("tr")?.dataset.table;
    if (!table || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const filter = new URLSearchParams({ table });
    if (link.dataset.day) filter.set("day", link.dataset.day);
    event.preventDefault();
    go(filter);
    document.querySelector("#findings").scrollIntoView();
  });
  if (readout) {
    readout.hidden = false;
    const tell = (event) => {
      const cell = event.target.closest("td")?.querySelector("[title]") || event.target.closest("[title]");
      readout.textContent = cell ? cell.title : "";
    };
    tables.addEventListener("mouseover", tell);
    tables.addEventListener("focusin", tell);
  }

  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentElement.querySelector("code");
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }
  apply();
  root.dataset.ready = "true";
});
