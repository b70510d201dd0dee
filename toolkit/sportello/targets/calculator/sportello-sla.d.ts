/**
 * Business time in a calendar of open intervals, to the second.
 *
 * Instants are whole seconds since 1970-01-01T00:00Z: `Math.ceil(date.getTime() / 1000)`, so that
 * nothing is due too early, and back, `new Date(1000 * instant)`.
 * To show one, use `Intl.DateTimeFormat` with the calendar's
 * `timezone`. A number that is not whole throws a TypeError.
 *
 * A calendar knows its days from `from` to `until`. A question or an answer outside throws a
 * RangeError that names the first and the last day known; nothing is ever guessed.
 */

/** The parsed content of a file `calendars/NAME.json`. */
export interface CalendarData {
  /** The calendar's name in the catalog. */
  readonly name: string;
  /** The name of its zone in the IANA database, for showing instants. */
  readonly timezone: string;
  /** The first day known, YYYY-MM-DD in the calendar's zone. */
  readonly first_day: string;
  /** The last day known, YYYY-MM-DD in the calendar's zone. */
  readonly last_day: string;
  /** The first instant of the first day. */
  readonly from: number;
  /** The end of the last day. */
  readonly until: number;
  /** How many seconds 1 is in `deltas`: 60, or 1 if an edge is no whole minute. */
  readonly unit: number;
  /** The distance of each opening and closing, in turn, from the one before; first from `from`. */
  readonly deltas: readonly number[];
  /**
   * The days with other hours than those between their midnights, such as nights: the distance from
   * the day before in this list (first from `first_day`), then their first opening and last closing,
   * in units from midnight; without these, the day has no hours, and those in it are the eve's.
   */
  readonly days: readonly (readonly number[])[];
  /** The zones its hours are in. If there are several, its days cannot be counted. */
  readonly zones: readonly string[];
  /** What of it is assumed because no source says it, by language; empty if nothing is. */
  readonly assumed: Readonly<Record<string, string>>;
  /** Whether its hours are, or those of a calendar it is made of; else `assumed` is of holidays. */
  readonly hours_assumed: boolean;
}

/** When a desk is open, and what is counted in its open time. Immutable. */
export interface Calendar {
  /** The calendar's name in the catalog. */
  readonly name: string;
  /** The name of its zone in the IANA database. */
  readonly timezone: string;
  /** The first instant known. */
  readonly from: number;
  /** The end of what is known; the instant itself may be asked about, but not what follows it. */
  readonly until: number;
  /**
   * Return the earliest instant `t >= start` by which so many open seconds have passed.
   *
   * An amount that ends exactly at closing is due at closing; 0 gives back the start. A negative
   * amount gives the latest `t <= start` from which so much passes until `start`.
   */
  readonly due: (start: number, seconds: number) => number;
  /** Return the open seconds from `a` to `b`; negative if `b` is the earlier one. */
  readonly elapsed: (a: number, b: number) => number;
  /** Tell whether it is open at an instant: at the opening yes, at the closing no. */
  readonly isOpen: (instant: number) => boolean;
  /** Return the first instant after this one at which closed turns into open. */
  readonly nextOpening: (instant: number) => number;
  /** Return the first instant after this one at which open turns into closed. */
  readonly nextClosing: (instant: number) => number;
  /**
   * Return when what comes at an instant is received: then, if it is open, else as it next opens.
   *
   * A ticket of a service with an `intake_calendar` is received in that; all else counts from there.
   */
  readonly received: (instant: number) => number;
}

/** Make a calendar of the parsed content of a file `calendars/NAME.json`. */
export function calendar(data: CalendarData): Calendar;

/** Return the error that says what the data of a calendar know; `what` lies outside. */
export function beyond(
  data: Pick<CalendarData, "name" | "first_day" | "last_day">,
  what: string,
): RangeError;
