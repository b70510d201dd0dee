/**
 * The days of a calendar: which are working days, when a promise is due, and what each day adds.
 * Part of Sportello; written for ES2020.
 */
import { beyond } from "./sportello-sla.js";
import { DAY, dateOf, dayOf, secondsOf } from "./sportello-clock.js";

const plain = (kind) => ({ kind, text: {} });

/**
 * Make the days of a calendar of its data, the calendar itself, the clock of its zone and, if they
 * are known, the data of its closures.
 */
export function calendarDays(data, calendar, clock, closures) {
  const first = dayOf(data.first_day);
  const last = dayOf(data.last_day);
  const elsewhere = new Map();  // days whose hours do not begin and end with them
  data.days.reduce((before, [distance, opening, closing]) => {
    const day = before + distance;
    const edge = (minutes) => clock.midnight(day) + minutes * data.unit;
    elsewhere.set(day, opening === undefined ? null : [edge(opening), edge(closing)]);
    return day;
  }, first);
  const reasons = new Map();
  for (const { kind, text, dates } of closures ?? []) {
    for (const date of dates) reasons.set(dayOf(date), { kind, text });
  }

  const known = (instant, what) => {
    if (instant < data.until) return instant;
    throw beyond(data, what);
  };

  /** Return the first opening and the last closing of the hours of a day; null if it has none. */
  const hours = (day) => {
    if (day < first || day > last) throw beyond(data, `${dateOf(day)}`);
    if (elsewhere.has(day)) return elsewhere.get(day);
    const begin = clock.midnight(day);
    const end = clock.midnight(day + 1);
    if (calendar.elapsed(begin, end) === 0) return null;
    return [calendar.received(begin), calendar.due(end, -1) + 1];
  };

  const sameEverywhere = () => {
    if (data.zones.length < 2) return;
    throw new TypeError(
      `days cannot be counted in calendar "${data.name}", which is made of calendars in several ` +
        `time zones: ${data.zones.join(" and ")}`,
    );
  };

  /** Return the first so many working days after a day. */
  const workingDays = (day, amount) => {
    const found = [];
    for (let next = day + 1; found.length < amount; next += 1) if (hours(next)) found.push(next);
    return found;
  };

  const workingDayDue = (start, days, at = "end_of_day") => {
    sameEverywhere();
    const named = /\d/.test(at) ? secondsOf(at) : null;
    if (days === 0 && named === null) return start;
    const today = clock.day(start);
    if (days === 0 && hours(today)) {
      const found = clock.firstInstant(today * DAY + named);
      if (found >= start) return found;
    }
    const day = workingDays(today, Math.max(days, 1)).pop();
    if (named !== null) return clock.firstInstant(day * DAY + named);
    const [opening, closing] = hours(day);
    if (at === "end_of_day") return closing;
    const wanted = clock.firstInstant(clock.reading(start) + (day - today) * DAY);
    if (calendar.isOpen(wanted)) return wanted;
    return wanted < opening ? opening : calendar.due(wanted, -1) + 1;
  };

  /** Return an instant, moved at its time of day off a closed day, but not back to the start's. */
  const rolled = (start, instant, ifClosed) => {
    sameEverywhere();
    const from = clock.day(instant);
    let day = from;
    if (ifClosed === "previous") {
      while (day > clock.day(start) && !hours(day)) day -= 1;
      if (day <= clock.day(start)) day = from;
    }
    if (!hours(day)) [day] = workingDays(from, 1);
    return clock.firstInstant(clock.reading(instant) + (day - from) * DAY);
  };

  /** Return when what is counted ends, before it is moved off a closed day. */
  const countedUntil = (start, target, standstills) => {
    if (target.counts === "working_days") return workingDayDue(start, target.days, target.at);
    if (target.counts === "business") return calendar.due(start, target.seconds);
    let from = start;
    let left = target.seconds ?? Math.round(target.days * DAY);
    for (const still of standstills) {
      if (still.until <= from) continue;
      const usable = Math.max(still.from - from, 0);
      if (usable >= left) break;
      left -= usable;
      from = still.until;
    }
    return from + left;
  };

  const closed = (day) => {
    const usual = closures && (((day + 3) % 7) + 7) % 7 >= 5 ? "weekend" : "closed";
    return reasons.get(day) ?? plain(usual);
  };

  /** Return the open intervals between two instants. */
  const openIn = (from, until) => {
    const found = [];
    let rest = calendar.elapsed(from, until);
    for (let at = from; rest > 0; ) {
      const opening = calendar.due(at, 1) - 1;
      at = rest === until - opening ? until : calendar.nextClosing(opening);
      found.push([opening, at]);
      rest -= at - opening;
    }
    return found;
  };

  /** Return the intervals between two instants in which nothing stands still. */
  const running = (from, until, standstills) => {
    const found = [];
    let at = from;
    for (const still of standstills) {
      if (still.from >= until) break;
      if (at < still.from) found.push([at, still.from]);
      at = Math.max(at, still.until);
    }
    if (at < until) found.push([at, until]);
    return found;
  };

  /** Return when a promise that is counted from a start is due, and what each day adds to it. */
  const count = (start, target, standstills = []) => {
    const end = known(countedUntil(start, target, standstills), "the due instant");
    const due = target.if_closed ? rolled(start, end, target.if_closed) : end;
    known(due, "the due instant");
    const today = clock.day(start);
    const inDays = target.counts === "working_days";
    const dayAndNight = target.counts === "elapsed" || target.counts === "calendar_days";
    const numbered = inDays ? workingDays(today, target.days) : [];
    const numbers = new Map(numbered.map((day, place) => [day, place + 1]));
    if (inDays && numbers.size === 0 && end > start) numbers.set(clock.day(end), 0);

    const whyNot = (day) => {
      if (start === end) return null;
      if (numbers.size && day === today) return plain("start_date");
      if (dayAndNight) {
        const [midnight, next] = [clock.midnight(day), clock.midnight(day + 1)];
        const still = standstills.find((each) => each.from < next && each.until > midnight);
        if (midnight < end && next > start) return { kind: "pause", text: still?.text ?? {} };
      }
      const opened = dayAndNight ? [clock.midnight(day)] : hours(day);
      if (!opened) return closed(day);
      return plain(opened[0] >= end ? "after_due" : "before_start");
    };

    const counted = (from, until) => {
      if (inDays || from >= until) return [];
      return dayAndNight ? running(from, until, standstills) : openIn(from, until);
    };

    const days = [];
    for (let day = today; day <= Math.max(clock.day(end), clock.day(due)); day += 1) {
      const [midnight, next] = [clock.midnight(day), clock.midnight(day + 1)];
      const isCounted = day <= clock.day(end);
      const intervals = isCounted ? counted(Math.max(start, midnight), Math.min(end, next)) : [];
      const seconds = intervals.reduce((sum, [from, until]) => sum + until - from, 0);
      const number = numbers.get(day) ?? null;
      const isRolled = !isCounted && day === clock.day(due);
      const reason = isRolled ? plain("rolled") : isCounted ? whyNot(day) : closed(day);
      days.push({
        date: dateOf(day),
        seconds,
        number,
        reason: seconds || number !== null ? null : reason,
        open: openIn(midnight, next),
        counted: intervals,
      });
    }
    return { due, rolled_from: due === end ? null : end, days };
  };

  return Object.freeze({ count });
}
