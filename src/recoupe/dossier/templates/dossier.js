"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  const all = (css, within = document) => [...within.querySelectorAll(css)];
  const say = document.body.dataset;
  const made = (tag, text, css = "") => Object.assign(document.createElement(tag), { textContent: text, className: css });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, "'").toLowerCase();
  const target = (link) => one(decodeURIComponent(link.hash.slice(1)));
  const words = (row) => all("a[href^='#t-'],a[href^='#p-'],a[href^='#q-']", row);

  // Filter: lines that hold all the words, in themselves or in the headings above them.
  const box = one("filter");
  const none = one("filter-none");
  const holders = ".camp, .camp section, .days > li, .series, .gap, main > section";
  let rows = null;
  const read = () => all(".rows > *").map((row) => {
    let text = row.textContent;
    for (let h = row.closest(holders); h; h = h.parentElement.closest(holders)) {
      const head = h.querySelector(":scope > h3, :scope > h4");
      if (head) text += " " + head.textContent;
    }
    return [row, fold(text)];
  });
  const filter = () => {
    rows ??= read();
    const wanted = fold(box.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    for (const holder of all(holders)) {
      const own = all(".rows > *", holder);
      const gone = own.length && own.every((row) => row.hidden);
      if (!holder.matches("main > section")) holder.hidden = gone;
      else if (gone) holder.dataset.none = none.textContent;
      else delete holder.dataset.none;
    }
    if (wanted.length) for (const d of all("main details:not(.why, .furniture)")) d.open = true;
    none.hidden = shown > 0 || !wanted.length;
  };
  box.parentElement.hidden = false;
  box.addEventListener("input", filter);

  // Jump: open whatever folds the words that an address leads to.
  const reveal = () => {
    const to = location.hash && target(location);
    if (!to) return;
    for (let d = to.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    to.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => all("details:not(.why, .furniture)").forEach((d) => { d.open = true; }));

  // Sort: tables by any column, claims by origins.
  const number = (text) => parseFloat((text.replace(/[\s\u00a0\u202f]/g, "").match(/\d+(?:[.,]\d+)?/) || ["0"])[0].replace(",", "."));
  for (const table of all(".sortable")) {
    const body = table.tBodies[0];
    const first = [...body.rows];
    all("th", table).forEach((th, column) => {
      const button = made("button", th.textContent);
      button.title = say.sort;
      th.replaceChildren(button);
      let down = column !== 0;
      button.addEventListener("click", () => {
        const cell = (row) => row.cells[column].textContent.trim();
        const sorted = column ? [...first].sort((a, b) => number(cell(a)) - number(cell(b)) || cell(a).localeCompare(cell(b))) : [...first];
        body.append(...(down ? sorted : sorted.reverse()));
        down = !down;
      });
    });
  }
  const claims = document.querySelector(".claims");
  if (claims) {
    const first = [...claims.children];
    const choice = made("select", "");
    choice.setAttribute("aria-label", say.sort);
    choice.append(made("option", say.carried), made("option", say.origins));
    choice.addEventListener("change", () => {
      claims.append(...(choice.selectedIndex ? [...first].sort((a, b) => (b.dataset.o || 1) - (a.dataset.o || 1)) : first));
    });
    const label = made("p", "", "sorter");
    label.append(choice);
    claims.before(label);
  }

  // Side by side: the paragraphs that carry a line's words, one column an article.
  const dialog = made("dialog", "");
  dialog.setAttribute("aria-label", say.beside);
  document.body.append(dialog);
  const beside = (row) => {
    const columns = new Map();
    for (const link of words(row)) {
      const to = target(link);
      const article = to && to.closest("article");
      if (!article) continue;
      const whole = to.closest("p, h3");
      const copy = whole.cloneNode(true);
      const here = [copy, ...all("[id]", copy)].find((e) => e.id === to.id);
      if (here) here.classList.add("here");
      [copy, ...all("[id]", copy)].forEach((e) => e.removeAttribute("id"));
      all("a", copy).forEach((e) => e.remove());
      const p = made("p", "");
      p.append(...copy.childNodes);
      if (!columns.has(article)) {
        const head = made("p", "");
        const go = made("a", article.dataset.by);
        go.href = link.hash;
        go.addEventListener("click", () => dialog.close());
        head.append(go);
        columns.set(article, [head]);
      }
      if (!columns.get(article).some((e) => e.textContent === p.textContent)) columns.get(article).push(p);
    }
    const close = made("button", say.close);
    close.addEventListener("click", () => dialog.close());
    const cols = made("div", "", "cols");
    for (const parts of columns.values()) {
      const column = made("div", "", "body");
      column.append(...parts);
      cols.append(column);
    }
    dialog.replaceChildren(close, cols);
    dialog.showModal();
  };
  for (const row of all(".rows > li, .sortable tbody tr")) {
    const names = new Set(words(row).filter((a) => a.className !== "n").map((a) => a.textContent));
    if (names.size < 2 || row.closest(".pairs")) continue;
    const button = made("button", "⇆", "aside");
    button.title = say.beside;
    button.setAttribute("aria-label", say.beside);
    button.addEventListener("click", () => beside(row));
    words(row).at(-1).after(button);
  }

  // Copy: a line brings its source along: outlet, day, address.
  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !event.clipboardData) return;
    const start = chosen.getRangeAt(0).startContainer;
    const at = start.nodeType === 1 ? start : start.parentElement;
    const article = at.closest("article");
    const row = at.closest(".rows > *, .first > li");
    const links = row ? words(row) : [];
    const by = article ? [article.dataset.by] : links.map((a) => target(a)?.closest("article")?.dataset.by);
    const id = article ? at.closest("[id]").id : row && (row.id || links[0]?.hash.slice(1));
    const sources = [...new Set(by.filter(Boolean))].join(" ; ");
    if (!sources || !id) return;
    event.clipboardData.setData("text/plain", `${chosen}\n— ${sources}\n${location.href.split("#")[0]}#${id}`);
    event.preventDefault();
  });
})();
