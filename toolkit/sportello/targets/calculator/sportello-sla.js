/**
 * Business time in a calendar of open intervals: a lookup that knows no time-zone rule.
 * Part of Sportello; written for ES2020, without dependencies.
 *
 * Instants are whole seconds since 1970-01-01T00:00Z: `Math.ceil(date.getTime() / 1000)`, so that
 * nothing is due too early, and back, `new Date(1000 * instant)`.
 * Types and conventions stand in sportello-sla.d.ts.
 */

/** Make a calendar of the parsed content of `calendars/NAME.json`. */
export function calendar(data) {
  if (!Array.isArray(data?.deltas)) {
    throw new TypeError("calendar() takes the parsed content of a file calendars/NAME.json");
  }
  const { name, timezone, from, until } = data;

  // Openings (at even places) and closings take turns; `before` is the open time up to each.
  const edges = new Float64Array(data.deltas.length);
  const before = new Float64Array(edges.length);
  let edge = from;
  let open = 0;
  data.deltas.forEach((delta, place) => {
    const length = delta * data.unit;
    edges[place] = edge += length;
    before[place] = open += place % 2 ? length : 0;
  });

  // An answer that there is none is undefined, which is not within the bounds either.
  const known = (instant, what) => {
    if (instant >= from && instant <= until) return instant;
    throw beyond(data, what);
  };

  const given = (instant) => {
    return known(whole(instant, "an instant"), `instant ${instant} (in seconds since 1970)`);
  };

  const openBefore = (instant) => {
    const place = count(edges, instant);
    if (place === 0) return 0;
    return before[place - 1] + (place % 2 ? instant - edges[place - 1] : 0);
  };

  const isOpen = (instant) => {
    if (given(instant) === until) known(undefined, "what follows the last day");
    return count(edges, instant) % 2 === 1;
  };

  const elapsed = (a, b) => openBefore(given(b)) - openBefore(given(a));

  const due = (start, seconds) => {
    given(start);
    if (whole(seconds, "an amount") === 0) return start;
    const target = openBefore(start) + seconds;
    // Later: the first closing by which so much has passed. Earlier: the last such opening.
    const place = seconds > 0 ? count(before, target - 1) : count(before, target) - 1;
    return known(edges[place] - before[place] + target, "the due instant");
  };

  const nextOpening = (instant) => {
    const place = count(edges, given(instant));
    return known(edges[place + (place % 2)], "the next opening");
  };

  const nextClosing = (instant) => {
    const place = count(edges, given(instant));
    const closing = edges[place + 1 - (place % 2)];
    // The data end at `until`: whether the desk closes there is not known.
    return known(closing === until ? undefined : closing, "the next closing");
  };

  const received = (instant) => (isOpen(instant) ? instant : nextOpening(instant));

  return Object.freeze({
    name, timezone, from, until, due, elapsed, isOpen, nextOpening, nextClosing, received,
  });
}

/** Return the error that says what the data of a calendar know. */
export function beyond({ name, first_day: first, last_day: last }, what) {
  return new RangeError(
    `${what} lies outside what calendar "${name}" knows: the first day known is ${first}, ` +
      `the last ${last}. Newer data may reach further.`,
  );
}

/** Return how many of the sorted numbers are not greater than a value. */
function count(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function whole(number, what) {
  if (Number.isSafeInteger(number)) return number;
  throw new TypeError(
    `${what} is a whole number of seconds, not ${number}; ` +
      "of a Date it is Math.ceil(date.getTime() / 1000)",
  );
}
