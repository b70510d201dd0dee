// What the pages do with script. Everything can be read without.
import { nextClosures } from "./closures.js";
import { copyButton } from "./copy.js";
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
for (const place of document.querySelectorAll(".call[data-calls]")) {
  import("./calls.js").then(({ tellCall }) => tellCall(place));
}

if (document.querySelector(".notice")) import("./notices.js").then(({ notices }) => notices());

const years = document.querySelectorAll(".years");
if (years.length) import("./holidays.js").then(({ markHolidays }) => years.forEach(markHolidays));
