// What the pages do with script. Everything can be read without.
import { nextClosures } from "./closures.js";
import { copyButton } from "./copy.js";
import { today } from "./day.js";
import { finder } from "./finder.js";

for (const form of document.querySelectorAll("form[data-index]")) finder(form);
// Over plain HTTP browsers have no clipboard.
if (navigator.clipboard) for (const each of document.querySelectorAll("[data-text]")) copyButton(each);
for (const list of document.querySelectorAll(".closures")) nextClosures(list);
// Only where there is something to answer: the calculator is larger than all else together.
for (const form of document.querySelectorAll("form.answer")) {
  import("./answer.js").then(({ answering }) => answering(form)).catch((error) => {
    form.remove(); // and the room that is kept for it
    throw error;
  });
}
for (const place of document.querySelectorAll(".now[data-calendar]")) {
  import("./now.js").then(({ tellNow }) => tellNow(place));
}

// Whoever is concerned wants to know before the first day.
const NOTICE_DAYS = 14;
const daysBefore = (day, days) => {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() - days);
  return moved.toISOString().slice(0, 10);
};
for (const notice of document.querySelectorAll(".notice")) {
  const { from, until, zone } = notice.dataset;
  const day = today(zone);
  if (notice.hidden) notice.hidden = day < daysBefore(from, NOTICE_DAYS) || day > until;
  else notice.classList.toggle("past", day > until);
}

const years = document.querySelectorAll(".years");
if (years.length) import("./holidays.js").then(({ markHolidays }) => years.forEach(markHolidays));
