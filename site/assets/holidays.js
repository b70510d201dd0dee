// The next holiday, and the year of the reader's day: unfolded, and the only one on paper.
import { today } from "./day.js";
import { element } from "./element.js";

/** Mark the next holiday in a list of years. */
export function markHolidays(years) {
  const day = today(years.dataset.zone);
  const folded = [...years.querySelectorAll(".year")];
  if (!folded.some(({ dataset }) => dataset.year === day.slice(0, 4))) return;
  for (const year of folded) year.open = year.dataset.year === day.slice(0, 4);
  const next = [...years.querySelectorAll("li[data-date]")].find((each) => each.dataset.date >= day);
  if (!next) return;
  next.classList.add("next");
  next.lastElementChild.append(" ", element("mark", {}, years.dataset.next));
  next.closest(".year").open = true;
}
