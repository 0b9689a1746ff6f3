"use strict";
// The keyboard of the desk. Every page reads whole without it.
(() => {
  const all = (css) => [...document.querySelectorAll(css)];
  const keys = document.getElementById("keys");
  const search = document.getElementById("search");
  for (const one of all(".scripted")) one.hidden = false;
  document.getElementById("show-keys").addEventListener("click", () => keys.showModal());

  // Lines that j and k go through: what a page lists, each by its first link.
  const lines = () => all(".item, main .rows > li, main .first > li, main tbody tr").filter((row) => row.offsetParent && row.querySelector("a[href]"));
  let at = null;
  const move = (step) => {
    const found = lines();
    const next = found[Math.min(Math.max(found.indexOf(at) + step, 0), found.length - 1)];
    if (!next) return;
    at?.classList.remove("at");
    at = next;
    at.classList.add("at");
    at.querySelector("a[href]").focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };
  const follow = (link) => link && link.click();
  let waits = false; // after g
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (keys.open && event.key !== "?") return;
    const key = event.key;
    if (waits) {
      waits = false;
      follow(document.querySelector(`[data-go="${CSS.escape(key)}"]`));
    } else if (key === "g") waits = true;
    else if (key === "/") search.focus();
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "o") follow(at?.querySelector("a[href]"));
    else if (key === "u") follow(document.querySelector("a.up") || document.querySelector("a.home"));
    else if (key === "?") { if (keys.open) keys.close(); else keys.showModal(); }
    else return;
    event.preventDefault();
  });
})();
