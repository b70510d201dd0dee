/**
 * When a request is answered: the policy that holds for it, and the day and hour of each promise.
 *
 * The answers are those of `sportello sla due`, for a customer whose contract has no terms of its
 * own: what contracts promise is not published. Instants are whole seconds since
 * 1970-01-01T00:00Z. Dates are those of the zone of the calendar that is counted in, YYYY-MM-DD.
 * No time-zone rule is in the program, nor is one of the browser's asked: all comes from the data.
 *
 * Errors: a RangeError where the question or an answer lies outside the days that the data know; it
 * names the first and the last of them. A TypeError where the question is wrong: an unknown name, an
 * instant that is no whole number, a calendar whose data were not given.
 */
import type { CalendarData } from "./sportello-sla.js";

/** Text by language: `{it: …, en: …}`; `und` is one whose language is not said. */
export type Text = Readonly<Record<string, string>>;

/** The parsed content of `desk.json`: what is known of the desk and its services. */
export interface DeskData {
  /** The desk's zone: its day decides which policies are in force. */
  readonly timezone: string;
  /** The first day known, YYYY-MM-DD in the desk's zone. */
  readonly first_day: string;
  /** The last day known. */
  readonly last_day: string;
  /** The first instant of the first day. */
  readonly from: number;
  /** The end of the last day. */
  readonly until: number;
  /** Of each zone, from which instant on its clocks are how many seconds ahead of UTC. */
  readonly zones: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** The ways a request may come. */
  readonly channels: readonly string[];
  /** Those of them on which it is answered as it is opened. */
  readonly live_channels: readonly string[];
  /** The types of tickets. */
  readonly types: readonly string[];
  /** The severities that tickets of each provider may have, the worst first. */
  readonly severities: Readonly<Record<string, readonly string[]>>;
  /** Which severity a ticket has: the first rule that fits decides; null if there are none. */
  readonly priority: PriorityData | null;
  readonly services: Readonly<Record<string, ServiceData>>;
}

export interface ServiceData {
  readonly provider: string;
  readonly family: string | null;
  readonly tags: readonly string[];
  /** The dated phases of its life. */
  readonly phases: readonly { readonly phase: string; readonly valid: ValidData }[];
  /** The calendar of its promises, unless they have one of their own. */
  readonly calendar: string | null;
  /** The calendar in which it takes requests in; null is always. */
  readonly intake: string | null;
  /** The same by channel, where one has its own. */
  readonly channel_intakes: Readonly<Record<string, string>>;
  /** All calendars that an answer about it may ask: whose data `desk` needs. */
  readonly calendars: readonly string[];
  /** When announcements stop what counts day and night, sorted and disjoint: none, if left out. */
  readonly standstills?: readonly Standstill[];
}

/** From when (included) until when (not included) an announcement stops what counts day and night. */
export interface Standstill {
  readonly from: number;
  readonly until: number;
  /** The title of the announcement, by language. */
  readonly text: Readonly<Record<string, string>>;
}

export interface PriorityData {
  readonly default: string;
  readonly rules: readonly {
    readonly when: WhenData;
    readonly severity: string;
    readonly valid?: ValidData;
  }[];
}

/** Both ends are included; null is open. */
export interface ValidData {
  readonly from: string | null;
  readonly until: string | null;
}

/** A condition: every key must hold, and a list holds if one of it does. */
export interface WhenData {
  readonly provider?: readonly string[];
  readonly family?: readonly string[];
  readonly service?: readonly string[];
  readonly tag?: readonly string[];
  readonly phase?: readonly string[];
  readonly channel?: readonly string[];
  readonly severity?: readonly string[];
  readonly type?: readonly string[];
  readonly cause?: readonly string[];
  readonly hours?: "open" | "closed";
  /** The calendar that `hours` asks: unless given, the service's. */
  readonly calendar?: string;
}

/** An entry of `policies.json`; the first that fits applies. */
export interface PolicyData {
  readonly name: string;
  readonly when: WhenData;
  readonly valid?: ValidData;
  /** What of it no source says. */
  readonly assumed?: Text;
  readonly targets: Readonly<Record<string, TargetData>>;
}

export interface TargetData {
  /** The promise as it is written: `8 business hours`. */
  readonly within: string;
  readonly counts: "immediate" | "elapsed" | "calendar_days" | "business" | "working_days";
  /** Its length; null for what depends on which days are open. */
  readonly seconds: number | null;
  /** Of those: how many days. */
  readonly days?: number;
  /** Of working days, the hour of the last one: unless given, its closing. */
  readonly at?: "same_time" | string;
  /** Of calendar days that end on a closed day, where they end instead. */
  readonly if_closed?: "next" | "previous";
  /** The calendar it is counted in: unless named, the service's. */
  readonly calendar: string | null;
  /** What it counts from, if that comes after the opening. */
  readonly after?: Event;
  /** The same for live channels. */
  readonly after_live?: Event;
}

export type Event = "assigned" | "taken-in-charge" | "requester-message" | "desk-reply";

/** An entry of the parsed content of `closures/NAME.json`: closed days with a reason of their own. */
export interface ClosureData {
  readonly kind: "holiday" | "half_day" | "exception" | "season" | "worked" | "weekend" | "closed";
  /** The holiday's name, or why; empty if nothing is said. */
  readonly text: Text;
  readonly dates: readonly string[];
}

/** What is asked. What is left out is unknown: see `depends`. */
export interface Question {
  readonly service: string;
  /** When it is sent. */
  readonly at: number;
  readonly channel?: string;
  /** The severity that the desk gives it; rules of the catalog have the last word. */
  readonly severity?: string;
  readonly type?: string;
}

export interface Answer {
  /** Null if no policy holds: nothing is promised. */
  readonly policy: { readonly name: string; readonly assumed: Text } | null;
  readonly severity: {
    /** Null if tickets of this provider have none. */
    readonly name: string | null;
    /** What decided it. */
    readonly by: "rule" | "proposal" | "default" | null;
  };
  /** When it counts as come: `at`, or when the intake next opens. */
  readonly received: number;
  /** The calendar of the intake; null is always. */
  readonly intake: string | null;
  /** The promises that count from the receipt, in the order of the policy. */
  readonly targets: readonly AnsweredTarget[];
  /** The promises that count from something that is still to come. */
  readonly pending: readonly PendingTarget[];
  /** What was not asked and could change the answer, such as `severity`, `type`, `cause`, `tag`. */
  readonly depends: readonly string[];
  /** The calendars of this answer of which something is assumed, and what. */
  readonly assumed: Readonly<Record<string, Text>>;
}

export interface PendingTarget {
  /** `take_in_charge`, `first_response`, `next_update` or `resolution`. */
  readonly kind: string;
  readonly within: string;
  /** Null: time round the clock, in the desk's zone. */
  readonly calendar: string | null;
  readonly counts_from: Event;
}

export interface AnsweredTarget {
  /** `take_in_charge`, `first_response`, `next_update` or `resolution`. */
  readonly kind: string;
  readonly within: string;
  readonly counts: TargetData["counts"];
  /** Null: time round the clock, in the desk's zone. */
  readonly calendar: string | null;
  readonly timezone: string;
  /** From when on it is counted: the receipt, or the next opening of what is promised at once. */
  readonly start: number;
  readonly due: number;
  /** Where calendar days end, if that day is closed and the promise due on another one; else null. */
  readonly rolled_from: number | null;
  /** The days from the start to the due instant. */
  readonly days: readonly CountedDay[];
  /** The announcements that stop it before it is due. */
  readonly stopped: readonly Standstill[];
}

/** An interval of instants: from (included) and to (not included). */
export type Interval = readonly [number, number];

/** What one day adds. */
export interface CountedDay {
  readonly date: string;
  /** How much of it counts. */
  readonly seconds: number;
  /** Its number among the working days that count; null if it is none of them. */
  readonly number: number | null;
  /** Why it adds nothing; null if it does, or if there was nothing to count. */
  readonly reason: Reason | null;
  /** When the calendar is open between this midnight and the next. */
  readonly open: readonly Interval[];
  /** What of that day counts. */
  readonly counted: readonly Interval[];
}

export interface Reason {
  /**
   * `weekend`, `closed`; with their text `holiday`, `exception`, `season`, `half_day`, `worked`;
   * `start_date` (working days begin on the next), `before_start`, `after_due`, and `rolled`: the
   * day on which it is due, instead of a closed one. Without the data of the closures all closed
   * days are `closed`.
   */
  readonly kind: string;
  /** By language: a holiday's name, or why; empty if nothing is said. */
  readonly text: Text;
}

export interface Now {
  readonly open: boolean;
  /** When it next closes, or opens; null if that is beyond what the data know. */
  readonly until: number | null;
  /** What of it is assumed; empty if nothing is. */
  readonly assumed: Text;
  /** Whether the hours are assumed, and not its holidays alone: then do not call a desk open. */
  readonly hours_assumed: boolean;
}

/** What the clocks of a zone show. */
export interface Clock {
  readonly timezone: string;
  /** Return the date, and the seconds since its midnight, that the clocks show at an instant. */
  readonly shown: (instant: number) => { readonly date: string; readonly time: number };
  /**
   * Return the instants at which the clocks show a date and a time (HH:MM): usually one, none where
   * clocks are put forward, two where they are put back.
   */
  readonly readings: (date: string, time: string) => readonly number[];
}

export interface Desk {
  readonly answer: (question: Question) => Answer;
  /** Tell whether a calendar is open at an instant, and until when. */
  readonly now: (calendar: string, at: number) => Now;
  /** The clock of a calendar; without a name, the desk's own. */
  readonly clock: (calendar?: string) => Clock;
  /** The first instant that may be asked about. */
  readonly from: number;
  /** The end of the last day that may be asked about. */
  readonly until: number;
}

/**
 * Make a desk of parsed files: `desk.json`, `policies.json`, and by name those of `calendars/` and
 * `closures/`. Only the calendars that are asked about are needed: see `ServiceData.calendars`.
 */
export function desk(data: {
  readonly desk: DeskData;
  readonly policies: readonly PolicyData[];
  readonly calendars: Readonly<Record<string, CalendarData>>;
  readonly closures?: Readonly<Record<string, readonly ClosureData[]>>;
}): Desk;
