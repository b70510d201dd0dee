// When a request is answered: what is asked in the form is answered by the calculator, in words and
// as a picture. Without this script the page has examples.
import { element } from "./element.js";
import { clockTime, dateInWords, fill, load, momentInWords, said, shownIn } from "./moments.js";
import { desk as deskOf } from "./sla/sportello-answers.js";
import { picture } from "./timeline.js";

/** Let a form answer for what is chosen in it. */
export async function answering(form) {
  const { files, promises, words: itsWords } = form.dataset;
  const [words, known, data, policies] = await Promise.all(
    [itsWords, promises, `${files}desk.json`, `${files}policies.json`].map(load),
  );
  const { service, channel, priority, at } = form.elements;
  const result = form.querySelector(".answered");
  const counting = form.querySelector(".counting");
  const wrong = form.querySelector(".wrong");

  const choose = () => {
    const { channels, severities } = known.services[service.value];
    channel.replaceChildren(...channels.map(option));
    priority.replaceChildren(...[["", words.unknown_severity], ...severities].map(option));
    priority.parentElement.hidden = severities.length === 0;
  };

  /** Return the desk with the calendars of the service that is chosen. */
  const deskNow = async () => {
    const names = data.services[service.value].calendars;
    const all = (folder) => Promise.all(names.map((name) => load(`${files}${folder}/${name}.json`)));
    const [calendars, closures] = await Promise.all([all("calendars"), all("closures")]);
    const byName = (contents) => Object.fromEntries(names.map((name, place) => [name, contents[place]]));
    return deskOf({ desk: data, policies, calendars: byName(calendars), closures: byName(closures) });
  };

  /** Return the instant that is asked about, with what must be said of it; or what is wrong. */
  const instant = (desk) => {
    if (at.validity.badInput) return { wrong: words.incomplete };
    const days = { first: dateInWords(data.first_day, words), last: dateInWords(data.last_day, words) };
    const beyond = { wrong: fill(words.beyond, days) };
    if (!at.value) {
      const now = Math.ceil(Date.now() / 1000);
      return now >= desk.from && now < desk.until ? { at: now } : beyond;
    }
    const [date, time] = at.value.split("T");
    if (date < data.first_day || date > data.last_day || date.length !== 10) return beyond;
    const readings = desk.clock().readings(date, time.slice(0, 5));
    if (!readings.length) return { wrong: words.skipped };
    return { at: readings[0], note: readings.length > 1 ? words.twice : "" };
  };

  const show = (lines, days = []) => {
    result.replaceChildren(...lines);
    counting.replaceChildren(...days);
  };

  let asked = 0;
  const answer = async () => {
    const question = (asked += 1);
    const desk = await deskNow();
    if (question !== asked) return; // something else was chosen meanwhile
    const found = instant(desk);
    wrong.textContent = found.wrong ?? "";
    at.setAttribute("aria-invalid", String(Boolean(found.wrong)));
    if (found.wrong) return show([]);
    try {
      const told = desk.answer({
        service: service.value,
        channel: channel.value,
        severity: priority.value || undefined,
        at: found.at,
      });
      show(...inWords(told, { ...found, desk, words, known }));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      show([element("p", {}, words.too_late)]);
    }
  };

  // What goes wrong here must not leave the answer to another question standing.
  const ask = () => answer().catch((error) => {
    show([element("p", {}, words.failed)]);
    throw error;
  });

  service.addEventListener("change", choose);
  form.addEventListener("change", ask);
  // Of what is left half written nothing changes.
  at.addEventListener("blur", () => { if (at.validity.badInput) ask(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  choose();
  await ask();
  form.hidden = false;
  // One picture is enough: that of the answer.
  for (const examples of document.querySelectorAll(".examples")) {
    examples.open = false;
    examples.querySelector(".timeline")?.remove();
  }
}

const option = ([value, text]) => element("option", { value }, text);

/** Return an answer as lines, and the days of its longest promise. */
function inWords(told, asked) {
  const { at, note, desk, words, known } = asked;
  const lines = [];
  const say = (text, className = "") => lines.push(element("p", { className }, text));
  if (note) say(note);
  if (told.received > at) {
    const shown = desk.clock().shown(told.received);
    say(fill(words.received, { moment: momentInWords(shown, words) }));
  }
  for (const target of told.targets) lines.push(...promise(target, asked));
  for (const { kind, within, counts_from: event } of told.pending) {
    const values = { kind: words.kinds[kind], duration: known.within[within], event: words.events[event] };
    say(`${fill(words.pending, values)}.`);
  }
  if (!told.targets.length && !told.pending.length) say(words.nothing, "by");
  if (told.policy) say(fill(words.policy, { policy: known.policies[told.policy.name] }), "hint");
  if (told.depends.some((each) => each !== "severity")) say(words.depends, "hint");
  const assumed = [told.policy?.assumed ?? {}, ...Object.values(told.assumed)].map((text) => said(text, words));
  lines.push(...unconfirmed(assumed.filter(Boolean), words));
  const longest = told.targets.reduce(
    (found, each) => (found && found.days.length > each.days.length ? found : each), null,
  );
  if (!longest || longest.days.length < 2) return [lines];
  return [lines, [picture(longest, clockOf(longest, desk), words)]];
}

/** Return the mark of what is assumed, with its reasons for who asks. */
function unconfirmed(assumed, { unconfirmed: mark, assumed: before }) {
  if (!assumed.length) return [];
  const reasons = assumed.map((text) => element("p", {}, element("strong", {}, before), ` ${text}`));
  return [element("details", { className: "unconfirmed" }, element("summary", {}, mark), ...reasons)];
}

const clockOf = ({ calendar }, desk) => desk.clock(calendar ?? undefined);

/** Return the lines of one promise: by when, by the reader's clock too if it shows another time. */
function promise(target, { at, desk, words, known }) {
  const { kind, within, counts, calendar, due } = target;
  const name = words.kinds[kind];
  const hours = calendar === null ? null : known.calendars[calendar];
  const duration = known.within[within];
  const by = (line) => element("p", { className: "by" }, ...line);
  const line = [];
  if (due === at) {
    line.push(by([`${name}: `, element("strong", {}, words.at_once)]));
  } else {
    const shown = clockOf(target, desk).shown(due);
    const moment = momentInWords(shown, words);
    const isElsewhere = hours && hours.city !== known.city;
    const city = isElsewhere ? ` (${fill(words.clock, { city: hours.city })})` : "";
    line.push(by([`${fill(words.by, { kind: name })} `, element("strong", {}, moment), city]));
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const yours = shownIn(timeZone, due);
    if (yours.date !== shown.date || clockTime(yours.time) !== clockTime(shown.time)) {
      line.push(element("p", {}, fill(words.yours, { moment: momentInWords(yours, words) })));
    }
  }
  const rule = counts === "immediate" ? (hours && due !== at ? words.at_once_rule : "")
    : counts === "business" || counts === "working_days" ? words.rule : words.rule_always;
  if (rule) line.push(element("p", {}, fill(rule, { duration, hours: hours?.hours })));
  for (const { from, until, text } of target.stopped) {
    const [first, last] = [from, until].map((each) => {
      return momentInWords(clockOf(target, desk).shown(each), words);
    });
    line.push(element("p", {}, fill(words.stopped, { title: said(text, words), first, last })));
  }
  return line;
}
