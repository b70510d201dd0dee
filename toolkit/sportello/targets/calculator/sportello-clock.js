/**
 * What the clocks of a zone show: a lookup in its offsets from UTC, without any time-zone rule.
 * Part of Sportello; written for ES2020.
 *
 * A day is a number: the days since 1970-01-01. A reading is what a clock shows, as the seconds
 * that one at UTC would count until it shows the same.
 */

export const DAY = 86_400;

/** Return a day as YYYY-MM-DD. */
export const dateOf = (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10);

/** Return the day of a date YYYY-MM-DD. */
export function dayOf(date) {
  const day = Date.parse(`${date}T00:00:00Z`) / 1000 / DAY;
  if (Number.isInteger(day) && dateOf(day) === date) return day;
  throw new TypeError(`a date is written YYYY-MM-DD, not ${date}`);
}

/** Return the seconds since midnight of a time HH:MM. */
export function secondsOf(time) {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (parts) return Number(parts[1]) * 3600 + Number(parts[2]) * 60;
  throw new TypeError(`a time is written HH:MM, not ${time}`);
}

/** Make the clock of a zone of its offsets: from which instant on it is how far ahead of UTC. */
export function zoneClock(timezone, offsets) {
  const spans = offsets.map(([from, offset], place) => {
    const until = offsets[place + 1]?.[0] ?? Infinity;
    return { from: place ? from : -Infinity, until, offset };
  });

  const reading = (instant) => {
    return instant + spans.find((span) => instant < span.until).offset;
  };

  /** Return the first instant at which it shows a reading or, if it skips that, more. */
  const firstInstant = (shown) => {
    const span = spans.find((each) => Math.max(each.from, shown - each.offset) < each.until);
    return Math.max(span.from, shown - span.offset);
  };

  return Object.freeze({
    timezone,
    reading,
    firstInstant,
    day: (instant) => Math.floor(reading(instant) / DAY),
    midnight: (day) => firstInstant(day * DAY),
    shown: (instant) => {
      const day = Math.floor(reading(instant) / DAY);
      return { date: dateOf(day), time: reading(instant) - day * DAY };
    },
    readings: (date, time) => {
      const shown = dayOf(date) * DAY + secondsOf(time);
      return spans
        .map(({ from, until, offset }) => ({ from, until, instant: shown - offset }))
        .filter(({ from, until, instant }) => from <= instant && instant < until)
        .map(({ instant }) => instant);
    },
  });
}
