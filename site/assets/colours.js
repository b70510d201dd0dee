// The colours that the reader chose, on every page and in every language; without a choice the
// system's. It runs before the page is painted.
(() => {
  "use strict";
  const KEY = "colours";
  const root = document.documentElement;

  // A browser that keeps nothing for a page throws where it is asked to.
  const kept = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const keep = (colours) => {
    try { localStorage.setItem(KEY, colours); } catch { /* it holds for this page alone */ }
  };

  const chosen = kept();
  if (chosen === "dark" || chosen === "light") root.dataset.colours = chosen;

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.colours");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.colours ? root.dataset.colours === "dark" : system.matches);
    const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.addEventListener("click", () => {
      root.dataset.colours = isDark() ? "light" : "dark";
      keep(root.dataset.colours);
      name();
    });
    system.addEventListener("change", name);
    button.hidden = false;
    name();
  });
})();
