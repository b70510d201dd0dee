// The next holiday, and the year of the reader's day: unfolded, and the only one on paper.

const today = (zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());

export const markHolidays = (years) => {
  const day = today(years.dataset.zone);
  const folded = [...years.querySelectorAll(".year")];
  if (!folded.some(({ dataset }) => dataset.year === day.slice(0, 4))) return;
  for (const year of folded) year.open = year.dataset.year === day.slice(0, 4);
  years.dataset.marked = "";
  const next = [...years.querySelectorAll("li[data-date]")].find((each) => each.dataset.date >= day);
  if (!next) return;
  const mark = document.createElement("mark");
  mark.textContent = years.dataset.next;
  next.classList.add("next");
  next.lastElementChild.append(" ", mark);
  next.closest(".year").open = true;
};
