// A deadline as a picture: a table with a row a day, whose bars are its hours and what of them counts.
import { element } from "./element.js";
import { clockTime, dateInWords, fill, said } from "./moments.js";

const DAY = 24 * 60;
const SVG = "http://www.w3.org/2000/svg";

/** Return the picture of a promise that the calculator counted, by the clock of its calendar. */
export function picture({ kind, due, days }, clock, words) {
  const end = clock.shown(due);
  const title = fill(words.counted, { kind: words.kinds[kind] });
  const head = element("tr", {},
    element("th", { scope: "col" }, words.day),
    element("th", { scope: "col" }, element("span", { className: "hidden" }, words.hours), axis()),
    element("th", { scope: "col" }, words.counts),
  );
  const rows = days.map((day) => {
    const isDue = day.date === end.date;
    const flag = isDue ? [" ", element("strong", {}, fill(words.due, { time: clockTime(end.time) }))] : [];
    return element("tr", { className: isDue ? "due" : "" },
      element("th", { scope: "row" }, shortDate(day.date, words)),
      element("td", {}, bars(day, clock, isDue ? Math.floor(end.time / 60) : null)),
      element("td", {}, adds(day, words), ...flag),
    );
  });
  return element("table", { className: "timeline" },
    element("caption", {}, title),
    element("thead", {}, head),
    element("tbody", {}, ...rows),
  );
}

function axis() {
  const hours = [0, 6, 12, 18, 24].map((hour) => element("span", {}, String(hour)));
  const made = element("span", { className: "axis" }, ...hours);
  made.setAttribute("aria-hidden", "true");
  return made;
}

function bars({ date, open, counted }, clock, due) {
  const minute = (instant) => {
    const shown = clock.shown(instant);
    return shown.date === date ? Math.floor(shown.time / 60) : DAY;
  };
  const bar = (className) => ([from, until]) => {
    const x = minute(from);
    return svg("rect", { class: className, x, y: 1, width: Math.max(minute(until) - x, 1), height: 14 });
  };
  const flag = due === null ? [] : [svg("path", { class: "flag", d: `M${due} 0V16` })];
  const drawn = svg("svg", {
    viewBox: `0 0 ${DAY} 16`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false",
  });
  drawn.append(...open.map(bar("open")), ...counted.map(bar("counted")), ...flag);
  return drawn;
}

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function shortDate(date, words) {
  const weekday = dateInWords(date, words, { weekday: "short" });
  return `${weekday} ${dateInWords(date, words, { day: "numeric", month: "short" })}`;
}

/** Return what a day adds, or why it adds nothing. */
function adds({ seconds, number, reason }, words) {
  if (seconds) return length(seconds);
  if (number !== null) return fill(words.working_day, { n: number });
  if (!reason) return "";
  return said(reason.text, words) || words.reasons[reason.kind] || "";
}

function length(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours && `${hours} h`, (minutes || !hours) && `${minutes} min`].filter(Boolean).join(" ");
}
