// Of all closed days that a page knows, the next ones.
import { today } from "./day.js";
import { element } from "./element.js";

const SHOWN = 3;

/** Show the next days of a list alone; where it knows none to come, it stays as it is. */
export function nextClosures(list) {
  const day = today(list.dataset.zone);
  const days = [...list.querySelectorAll("[data-date]")];
  const next = days.filter((each) => each.dataset.date >= day).slice(0, SHOWN);
  if (!next.length) return;
  for (const each of days) each.hidden = !next.includes(each);
  const heading = list.firstElementChild;
  heading.replaceWith(...heading.children);
  list.replaceWith(element("section", { className: list.className }, ...list.children));
}
