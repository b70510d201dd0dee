/**
 * When a request is answered: its policy, and the day and hour of each promise.
 * Part of Sportello; written for ES2020. Types and conventions stand in sportello-answers.d.ts.
 */
import { beyond, calendar as calendarOf } from "./sportello-sla.js";
import { dateOf, zoneClock } from "./sportello-clock.js";
import { calendarDays } from "./sportello-days.js";
import { inForce, terms } from "./sportello-terms.js";

/** Make a desk of the parsed content of desk.json, policies.json, calendars/ and closures/. */
export function desk(data) {
  if (!data?.desk?.services || !Array.isArray(data.policies) || !data.calendars) {
    throw new TypeError("desk() takes {desk, policies, calendars}, the parsed content of the files");
  }
  const { from, until, timezone, services } = data.desk;
  const clocks = remembered((zone) => {
    return zoneClock(zone, named("zone", zone, data.desk.zones));
  });

  // Time round the clock is a calendar too, of the desk's zone.
  const always = {
    ...data.desk, name: "round the clock", unit: 1, deltas: [0, until - from],
    days: [], zones: [timezone], assumed: {}, hours_assumed: false,
  };
  const dataOf = (name) => (name === null ? always : named("calendar", name, data.calendars));
  const calendars = remembered((name) => {
    const content = dataOf(name);
    const found = calendarOf(content);
    const clock = clocks(content.timezone);
    const days = calendarDays(content, found, clock, data.closures?.[name]);
    const { assumed, hours_assumed } = content;
    return { ...found, clock, days, assumed, hours_assumed };
  });

  const answer = (question) => {
    const { service: name, at, channel = null, severity = null, type = null } = question;
    const service = named("service", name, services);
    oneOf("channel", channel, data.desk.channels);
    oneOf("severity", severity, data.desk.severities[service.provider] ?? []);
    oneOf("type", type, data.desk.types);
    given(at);
    if (at < from || at >= until) throw beyond({ ...data.desk, name: "desk" }, "the instant");

    const date = dateOf(clocks(timezone).day(at));
    const used = new Set();
    const use = (calendar) => {
      if (calendar !== null) used.add(calendar);
      return calendars(calendar);
    };
    const phases = service.phases.filter((each) => inForce(each.valid, date));
    const facts = {
      provider: [service.provider],
      family: some(service.family),
      service: [name],
      tag: service.tags,
      phase: phases.map((each) => each.phase),
      channel: some(channel),
      severity: [],
      type: some(type),
      cause: [],
      calendar: some(service.calendar),
    };
    const found = terms(data, facts, severity, date, (calendar) => use(calendar).isOpen(at));
    const intake = service.channel_intakes[channel] ?? service.intake;
    const received = intake === null ? at : use(intake).received(at);

    const targets = [];
    const pending = [];
    const isLive = data.desk.live_channels.includes(channel);
    for (const [kind, target] of Object.entries(found.policy?.targets ?? {})) {
      const { within, counts, after, after_live: afterLive } = target;
      const awaited = isLive ? afterLive : after;
      const calendar = target.calendar ?? service.calendar;
      if (calendar === null && !isRoundTheClock(target)) {
        throw new TypeError(`"${within}" for ${name} needs a calendar`);
      }
      if (awaited) {
        pending.push({ kind, within, calendar, counts_from: awaited });
        continue;
      }
      const counting = use(calendar);
      const start = counts === "immediate" ? counting.received(received) : received;
      const { timezone: zone, days } = counting;
      const counted = days.count(start, target, service.standstills);
      const stopped = (dayAndNight.has(counts) && service.standstills || [])
        .filter((each) => start < each.until && each.from < counted.due);
      targets.push({ kind, within, counts, calendar, timezone: zone, start, ...counted, stopped });
    }
    const assumed = [...used].filter((each) => Object.keys(dataOf(each).assumed).length);
    return {
      policy: found.policy && { name: found.policy.name, assumed: found.policy.assumed ?? {} },
      severity: found.severity,
      received,
      intake,
      targets,
      pending,
      depends: found.depends,
      assumed: Object.fromEntries(assumed.map((each) => [each, dataOf(each).assumed])),
    };
  };

  const now = (name, at) => {
    const { isOpen, nextOpening, nextClosing, assumed, hours_assumed } = calendars(name);
    const open = isOpen(given(at));
    const until = orNull(() => (open ? nextClosing(at) : nextOpening(at)));
    return { open, until, assumed, hours_assumed };
  };

  const clock = (name) => {
    const { timezone: zone, shown, readings } = clocks(
      name === undefined ? timezone : dataOf(name).timezone,
    );
    return { timezone: zone, shown: (instant) => shown(given(instant)), readings };
  };

  return Object.freeze({ answer, now, clock, from, until });
}

const dayAndNight = new Set(["elapsed", "calendar_days"]);

const some = (value) => (value === null ? [] : [value]);

const isRoundTheClock = ({ counts, if_closed: ifClosed }) => {
  return !ifClosed && counts !== "business" && counts !== "working_days";
};

function remembered(make) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, make(name));
    return known.get(name);
  };
}

/** Return what a function does, or null if that lies beyond what is known. */
function orNull(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function named(what, name, entries) {
  if (Object.keys(entries).includes(name)) return entries[name];
  throw new TypeError(`unknown ${what} ${name}: known are ${Object.keys(entries).join(", ")}`);
}

function oneOf(what, name, names) {
  if (name === null || names.includes(name)) return;
  throw new TypeError(`unknown ${what} ${name}: known are ${names.join(", ") || "none"}`);
}

function given(instant) {
  if (Number.isSafeInteger(instant)) return instant;
  throw new TypeError(
    `an instant is a whole number of seconds, not ${instant}; ` +
      "of a Date it is Math.ceil(date.getTime() / 1000)",
  );
}
