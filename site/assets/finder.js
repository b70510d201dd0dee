// The finder: what is typed is looked up while it is typed, in an index that comes with the pages.
// Without this script the form leads to the page with all addresses.
import { copyButton } from "./copy.js";
import { element } from "./element.js";
import { ranking } from "./ranking.js";

const MOST = 8;

const indexes = new Map();

/** Return the entries of a list that stand for pages, by the address of the page. */
function entriesOf(list) {
  const all = [...(list?.querySelectorAll("[data-page]") ?? [])];
  return new Map(all.map((entry) => [new URL(entry.dataset.page, location.href).href, entry]));
}

/** Return what answers, and in which words; each index is loaded once, when somebody asks. */
function indexAt(address) {
  if (!indexes.has(address)) {
    const loading = fetch(address).then((answer) => answer.json()).then((index) => ({
      find: ranking(index),
      says: index.says,
      root: new URL("..", address),
    }));
    loading.catch(() => indexes.delete(address));
    indexes.set(address, loading);
  }
  return indexes.get(address);
}

/** Let a form answer while something is typed into it. */
export function finder(form) {
  const input = form.querySelector("input[type=search]");
  const instead = document.getElementById(form.dataset.instead);
  const own = entriesOf(instead);
  const address = new URL(form.dataset.index, location.href).href;
  const status = element("p", { role: "status" });
  const list = element("ol");
  const found = element("div", { className: "found" }, status, list);
  form.append(found);

  const typed = () => input.value.trim();
  const close = () => {
    found.hidden = true;
    if (instead) instead.hidden = false;
  };
  const update = async () => {
    const asked = typed();
    if (!asked) return close();
    const { find, says, root } = await indexAt(address);
    if (asked !== typed()) return undefined;
    const all = find(asked).filter(({ url }) => !own.size || own.has(new URL(url, root).href));
    const results = all.slice(0, MOST);
    const everything = element("a", { href: instead ? `#${instead.id}` : form.action }, says.all);
    status.replaceChildren(counted(all.length, says), ...(results.length ? [] : [" ", everything]));
    list.replaceChildren(...results.map((entry) => copyOf(own.get(new URL(entry.url, root).href)) ?? result(entry, root)));
    Object.assign(found.dataset, { copy: says.copy, copied: says.copied });
    if (navigator.clipboard) list.querySelectorAll("[data-text]").forEach(copyButton);
    found.hidden = false;
    if (instead) instead.hidden = results.length > 0;
    return undefined;
  };
  const openFirst = async () => {
    await update();
    const first = typed() ? list.querySelector("a.result") : element("a", { href: form.action });
    first?.click();
  };

  // Where no index comes, the form still leads to the page with all addresses.
  const look = () => { update().catch(close); };
  input.addEventListener("focus", () => { indexAt(address); look(); });
  input.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openFirst().catch(() => form.submit());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !found.hidden) {
      input.value = "";
      input.focus();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const stops = [input, ...list.querySelectorAll("a.result")];
      const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (found.hidden || !stops[next]) return;
      stops[next].focus();
      event.preventDefault();
    }
  });
  // In the head of a page results lie over it: they go when the reader does.
  const floats = form.matches("header form");
  const leave = ({ target }) => {
    if (floats && !form.contains(target)) close();
  };
  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);

  close();
  if (floats) return;
  // Whoever comes back finds what was typed before.
  input.addEventListener("input", () => history.replaceState({ typed: input.value }, ""));
  const isAsked = new URL(form.action).pathname === location.pathname;
  const asked = isAsked ? new URLSearchParams(location.search).get("q") : null;
  input.value = history.state?.typed ?? asked ?? input.value;
  look();
}

function counted(n, { none, one, many, first }) {
  if (n > MOST) return first.replace("{n}", MOST);
  return [none, one][n] ?? many.replace("{n}", n);
}

/** Return an entry of the page's own list as a result, if there is one. */
function copyOf(entry) {
  const copy = entry?.cloneNode(true);
  copy?.querySelector("a").classList.add("result");
  return copy;
}

/** Return one result: where it leads, and what answers at once. */
function result({ title, kind, url, mail, phone, way, hours }, root) {
  const item = element("li");
  item.append(element("a", { href: new URL(url, root), className: "result" }, title));
  if (kind) item.append(" ", element("small", {}, kind));
  const answers = [];
  if (mail) answers.push(element("span", {}, written(mail)));
  if (phone) answers.push(element("a", { href: `tel:${phone[0]}` }, phone[1]));
  answers.push(...[way, hours].filter(Boolean).map((text) => element("span", {}, ...inOnePiece(text))));
  if (answers.length) item.append(element("p", {}, ...answers.flatMap((each) => [each, " "])));
  return item;
}

/** Return a text whose hours do not break at the end of a line. */
function inOnePiece(text) {
  return text.split(/(\S+–\S+)/).map((part, n) => (n % 2 ? element("span", { className: "whole" }, part) : part));
}

function written(mail) {
  const link = element("a", { href: `mailto:${mail}` }, mail);
  link.dataset.text = mail;
  return link;
}
