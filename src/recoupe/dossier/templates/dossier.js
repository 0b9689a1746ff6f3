"use strict";
(() => {
  const box = document.getElementById("filter");
  const none = document.getElementById("filter-none");
  const rows = [...document.querySelectorAll("[data-f]")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, "'").toLowerCase();
  const holders = document.querySelectorAll(".voice, .days > li, .withheld > li, tbody, .gap");
  const filter = () => {
    const wanted = fold(box.value).split(/\s+/).filter(Boolean);
    document.documentElement.classList.toggle("filtering", wanted.length > 0);
    let shown = 0;
    for (const row of rows) {
      const holder = row.closest(".voice, .days > li, .withheld > li");
      const head = holder ? holder.querySelector("h3").textContent : "";
      const text = fold(head + " " + row.textContent);
      row.hidden = !wanted.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    for (const holder of holders) {
      const own = holder.querySelectorAll("[data-f]");
      holder.hidden = own.length > 0 && [...own].every((row) => row.hidden);
      if (wanted.length && holder.matches("details")) holder.open = true;
      if (wanted.length) holder.querySelectorAll("details").forEach((d) => { d.open = true; });
    }
    none.hidden = shown > 0 || !wanted.length;
  };
  box.parentElement.hidden = false;
  box.addEventListener("input", filter);
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
})();
