// Whether somebody answers now, beside the hours that the page has without this script. Of hours
// that nobody confirmed, or beyond the days that are known, nothing is said.
import { element } from "./element.js";
import { clockTime, dateInWords, fill, load, said, shownIn } from "./moments.js";
import { calendar as calendarOf } from "./sla/sportello-sla.js";

const USUAL = new Set(["weekend", "closed"]);

/** Tell beside the hours of a calendar whether it is open, and again every minute. */
export async function tellNow(place) {
  const { calendar, closures: why, words: itsWords, next: wanted } = place.dataset;
  const [data, closures, words] = await Promise.all([calendar, why, itsWords].map(load));
  const hours = calendarOf(data);
  const state = element("strong", { className: "state" });
  const next = element("span", { className: "next" });
  place.prepend(state, " ");
  place.append(next);

  // Texts that stay the same are left alone.
  const write = (into, text) => {
    if (into.textContent !== text) into.textContent = text;
    into.hidden = !text;
  };

  const tell = () => {
    const told = stateNow(hours, data, closures, words, Math.floor(Date.now() / 1000));
    write(state, told.state);
    write(next, wanted === "yes" ? told.next : "");
    state.classList.toggle("open", told.isOpen);
  };
  const again = () => {
    tell();
    setTimeout(again, 60_000 - (Date.now() % 60_000));
  };
  again();
  // A page that slept shows what was true before.
  document.addEventListener("visibilitychange", tell);
}

/** Return what is to be said at an instant: nothing if it is beyond what is known. */
function stateNow(hours, data, closures, words, at) {
  if (at < hours.from || at >= hours.until) return { state: "", next: "", isOpen: false };
  const shown = (instant) => shownIn(data.timezone, instant);
  const today = shown(at).date;
  const reasonOf = (date) => closures.find(({ kind, dates }) => !USUAL.has(kind) && dates.includes(date));
  const isOpen = hours.isOpen(at);
  const until = orNull(() => (isOpen ? hours.nextClosing(at) : hours.nextOpening(at)));
  const then = until === null ? null : shown(until);
  const when = (onDay, onThatDay) => {
    const values = { day: dateInWords(then.date, words), time: clockTime(then.time) };
    return fill(then.date === today ? onThatDay : onDay, values);
  };
  const next = nextClosure(closures, today, words);
  if (isOpen) {
    return { state: then ? when(words.open_until_day, words.open_until) : words.open, next, isOpen };
  }
  const why = said(reasonOf(today)?.text ?? {}, words);
  const state = why ? fill(words.closed_today, { why }) : words.closed;
  return { state: then ? `${state} ${when(words.opens_day, words.opens)}` : state, next, isOpen };
}

function nextClosure(closures, today, words) {
  const found = closures
    .filter(({ kind }) => !USUAL.has(kind))
    .flatMap(({ text, dates }) => dates.filter((date) => date > today).map((date) => ({ date, text })))
    .sort((a, b) => a.date.localeCompare(b.date))[0];
  if (!found) return "";
  const why = said(found.text, words);
  const day = dateInWords(found.date, words);
  return why ? fill(words.next_closure_why, { day, why }) : fill(words.next_closure, { day });
}

function orNull(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
