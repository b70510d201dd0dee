// Whom to call now: who answers, or who stands in for whoever is closed, and until when. The page
// says the hours of each and who stands in without this script.
import { element } from "./element.js";
import { clockTime, dateInWords, fill, load, shownIn } from "./moments.js";
import { calendar as calendarOf } from "./sla/sportello-sla.js";

const BEST_FIRST = ["open", "stand-in", "unknown", "closed"];

/**
 * Tell whom to call about a service, or instead of a contact that is closed, and again every minute.
 * Whether a contact is open itself stands beside its hours.
 */
export async function tellCall(place) {
  const { calls, calendars: folder, words: itsWords, service, contact } = place.dataset;
  const [data, words] = await Promise.all([load(calls), load(itsWords)]);
  const ways = service ? data.services[service] : [[contact, data.contacts[contact].hours]];
  const names = calendarsOf(data, ways);
  const loaded = await Promise.all(names.map((name) => load(`${folder}${name}.json`)));
  const calendars = Object.fromEntries(names.map((name, at) => [name, calendarOf(loaded[at])]));
  const [{ timezone }] = loaded;
  const state = element("strong", { className: "state" });
  const link = element("a", {});
  place.append(state, " ", link);

  const tell = () => {
    const at = Math.floor(Date.now() / 1000);
    const call = orNull(() => callAt(data, ways, calendars, at));
    const isTold = call !== null && (service || call.state === "stand-in");
    const text = isTold ? inWords(data, call, words, timezone, at) : "";
    place.hidden = !text;
    if (state.textContent !== text) state.textContent = text;
    const reached = call && call.state !== "closed" ? data.contacts[call.contact] : null;
    link.hidden = !reached;
    link.textContent = reached?.shown ?? "";
    if (reached) link.href = `tel:${reached.phone}`;
    state.classList.toggle("open", Boolean(reached));
  };
  const again = () => {
    tell();
    setTimeout(again, 60_000 - (Date.now() % 60_000));
  };
  again();
  document.addEventListener("visibilitychange", tell);
}

/** Return the names of the calendars on which an answer depends. */
export function calendarsOf({ contacts }, ways) {
  const others = ways.flatMap(([name]) => contacts[name].instead.map((each) => contacts[each].hours));
  return [...new Set([...ways.map(([, hours]) => hours), ...others])].filter(Boolean);
}

/**
 * Return whom to call at an instant, and the first one at which that is otherwise; null if nobody
 * is there. Throws a RangeError for an instant that a calendar does not know.
 */
export function callAt(data, ways, calendars, at) {
  const now = first(data, ways, calendars, at);
  return now && { ...now, until: change(data, ways, calendars, at, now) };
}

function first({ contacts }, ways, calendars, at) {
  const found = ways.map(([name, hours]) => answer(contacts, name, hours, calendars, at));
  const told = found.filter((each) => each && contacts[each.contact].phone);
  return BEST_FIRST.map((state) => told.find((each) => each.state === state)).find(Boolean) ?? null;
}

function answer(contacts, name, hours, calendars, at) {
  const isThere = ({ from, until }, then) => (from ?? -Infinity) <= then && then < (until ?? Infinity);
  const contact = contacts[name];
  if (!isThere(contact, at)) return null;
  if (!hours) return { contact: name, state: "unknown" };
  if (calendars[hours].isOpen(at)) return { contact: name, state: "open" };
  const next = orNull(() => calendars[hours].nextOpening(at));
  const opens = next !== null && isThere(contact, next) ? next : null;
  const isOpen = (each) => !contacts[each].hours || calendars[contacts[each].hours].isOpen(at);
  const other = contact.instead.find((each) => isThere(contacts[each], at) && isOpen(each));
  if (other) return { contact: other, state: "stand-in", instead: name, opens };
  return { contact: name, state: "closed", opens };
}

/** Return the first instant at which there is another answer, null if none is known. */
function change(data, ways, calendars, at, now) {
  const concerned = ways.flatMap(([name]) => [name, ...data.contacts[name].instead]);
  const days = concerned.flatMap((name) => [data.contacts[name].from, data.contacts[name].until]);
  const same = JSON.stringify(now);
  for (let instant = at; ; ) {
    const turns = Object.values(calendars).map((each) => {
      return orNull(() => (each.isOpen(instant) ? each.nextClosing(instant) : each.nextOpening(instant)));
    });
    const next = Math.min(...[...turns, ...days].filter((each) => each !== null && each > instant));
    if (next === Infinity) return null;
    const then = orUndefined(() => first(data, ways, calendars, next));
    if (then === undefined) return null;
    if (JSON.stringify(then) !== same) return next;
    instant = next;
  }
}

function inWords({ contacts }, { state, contact, instead, opens, until }, words, zone, at) {
  const when = (instant, key) => {
    if (instant === null) return [key, {}];
    const [then, today] = [shownIn(zone, instant), shownIn(zone, at).date];
    const values = { day: dateInWords(then.date, words), time: clockTime(then.time) };
    return [then.date === today ? `${key}_until` : `${key}_until_day`, values];
  };
  if (state === "unknown") return "";
  if (state === "closed") {
    if (opens === null) return words.call_nobody;
    const [then, today] = [shownIn(zone, opens), shownIn(zone, at).date];
    const values = { day: dateInWords(then.date, words), time: clockTime(then.time) };
    return `${words.call_nobody} ${fill(then.date === today ? words.opens : words.opens_day, values)}`;
  }
  const [key, values] = when(until, state === "open" ? "call" : "call_instead");
  return fill(words[key], { ...values, name: contacts[contact].name, other: contacts[instead]?.name });
}

function orNull(ask) {
  return orUndefined(ask) ?? null;
}

function orUndefined(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
