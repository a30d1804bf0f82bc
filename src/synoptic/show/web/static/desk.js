// What the keyboard does, the theme, and lighting up the words that a link points to. Every page works without.
"use strict";
(() => {
  const root = document.documentElement;
  const told = document.getElementById("told");
  const say = (words) => { told.textContent = words; setTimeout(() => { told.textContent = ""; }, 2500); };

  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", isDark() ? "Switch to light" : "Switch to dark"); };
  let kept = null;
  try { kept = localStorage.getItem("synoptic-theme"); } catch { /* storage may be off */ }
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  const turn = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("synoptic-theme", root.dataset.theme); } catch { /* as above */ }
    label();
  };
  button.hidden = false;
  label();
  button.addEventListener("click", turn);

  // Words may run over several marked pieces: all of them light up. Offsets are code points.
  const light = (anchor) => {
    for (const one of document.querySelectorAll(".hit")) one.classList.remove("hit");
    if (!anchor || !anchor.classList.contains("at")) return;
    let left = Number(anchor.dataset.end) - Number(anchor.dataset.start);
    let paragraph = anchor.closest("p");
    for (let node = anchor.nextSibling; left > 0; ) {
      if (!node) {
        const next = paragraph.closest(".para") && paragraph.closest(".para").nextElementSibling;
        paragraph = next && next.querySelector("p.own-words");
        if (!paragraph) return;
        left -= 2;
        node = paragraph.firstChild;
        continue;
      }
      if (node.nodeType === 3) {
        const points = [...node.textContent];
        const span = document.createElement("span");
        if (points.length > left) {
          const rest = document.createTextNode(points.slice(left).join(""));
          node.after(rest);
          node.textContent = points.slice(0, left).join("");
        }
        node.replaceWith(span);
        span.append(node);
        node = span;
      }
      if (node.textContent) { node.classList.add("hit"); left -= [...node.textContent].length; }
      node = node.nextSibling;
    }
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    light(target);
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const inner = target.querySelector(":scope > details.line");
    if (inner) inner.open = true;
    target.scrollIntoView({ block: target.classList.contains("at") ? "center" : "start" });
    const summary = target.tagName === "DETAILS" ? target.querySelector("summary") : null;
    if (summary) summary.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // A line is a fold with a summary, or a list element with a link of its own.
  const handles = () => [...document.querySelectorAll("main details.line > summary, main li.line a.own, main tr a.own")].filter((one) => one.getClientRects().length);
  const current = () => {
    const focused = document.activeElement;
    return focused && focused.closest("main") ? focused.closest("details.line, li.line, tr, .card") : null;
  };
  const step = (by) => {
    const all = handles();
    const at = all.findIndex((one) => one === document.activeElement || (one.parentElement.contains(document.activeElement) && one.tagName === "SUMMARY"));
    const next = all[Math.max(0, Math.min(at + by, all.length - 1))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const follow = (selector) => {
    const within = current() || document.querySelector("main");
    const link = within.querySelector(selector) || document.querySelector(`main ${selector}`);
    if (link) location.href = link.href;
  };
  const story = document.body.dataset.story;
  const places = { s: "/stories", c: story ? `${story}/changes` : "/changes", j: "/judgements", h: "/help", a: "/archive" };
  if (story) Object.assign(places, { o: story, t: `${story}/timeline`, v: `${story}/voices`, f: `${story}/figures`, k: `${story}/talks`, w: `${story}/wording`, g: `${story}/gaps`, x: `${story}/relations`, r: `${story}/sources`, p: `${story}/places` });
  const copy = async () => {
    const line = current();
    const link = line && line.querySelector("a.own, .value a");
    try { await navigator.clipboard.writeText(link ? link.href : location.href); say("Link copied"); } catch { say("The link could not be copied"); }
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => { const line = current(); if (line && line.tagName === "DETAILS") line.open = !line.open; else follow("a.own"); },
    ".": () => follow("a.own"),
    d: () => follow("a.decide"),
    n: () => { const link = document.querySelector("a[rel=next]"); if (link) location.href = link.href; },
    p: () => { const link = document.querySelector("a[rel=prev]"); if (link) location.href = link.href; },
    "/": () => { const find = document.getElementById("find"); find.focus(); find.select(); },
    "?": () => { location.href = "/help"; },
    y: copy,
    t: turn,
  };
  let going = 0;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (field) return;
    if (going && Date.now() - going < 1500) {
      going = 0;
      if (places[event.key]) { event.preventDefault(); location.href = places[event.key]; }
      return;
    }
    going = 0;
    if (event.key === "g") { going = Date.now(); return; }
    const does = keys[event.key];
    if (does) { event.preventDefault(); does(); }
  });
})();
