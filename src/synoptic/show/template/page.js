// Three niceties; the page works without them: a theme switch, opening what a link points into, and the keys j and k.
"use strict";
(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const tell = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", dark() ? "Switch to light" : "Switch to dark"); };
  let kept = null;
  try { kept = localStorage.getItem("synoptic-theme"); } catch { /* a file without storage */ }
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  button.hidden = false;
  button.removeAttribute("aria-pressed");
  tell();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("synoptic-theme", root.dataset.theme); } catch { /* as above */ }
    tell();
  });

  // Evidence may run over several marked pieces: all of them light up, not only the first.
  const light = (anchor) => {
    for (const one of document.querySelectorAll(".hit")) one.classList.remove("hit");
    if (!anchor || !anchor.classList.contains("at")) return;
    const [start, end] = anchor.id.split("-").slice(-2).map(Number);
    let left = end - start;
    for (let node = anchor.nextSibling; node && left > 0; ) {
      if (node.nodeType === 3) {
        const plain = document.createElement("span");
        node.replaceWith(plain);
        plain.append(node);
        node = plain;
      }
      if (node.textContent) { node.classList.add("hit"); left -= [...node.textContent].length; }
      const paragraph = node.parentElement;
      node = node.nextSibling || (left-- && paragraph.nextElementSibling ? paragraph.nextElementSibling.firstChild : null);
    }
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    light(target);
    if (!target) return;
    let moved = false;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS" && !node.open) { node.open = moved = true; }
    }
    const lines = target.querySelectorAll(":scope > details.line");
    if (target.classList.contains("card") && lines.length) { lines[0].open = true; }
    if (moved) target.scrollIntoView();
    const summary = target.tagName === "DETAILS" ? target.querySelector("summary") : null;
    if (summary) summary.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  reveal();

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "j" && event.key !== "k")) return;
    const lines = [...document.querySelectorAll("details.line > summary")].filter((line) => line.getClientRects().length);
    const at = lines.indexOf(document.activeElement);
    const next = lines[event.key === "j" ? Math.min(at + 1, lines.length - 1) : Math.max(at - 1, 0)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
})();
