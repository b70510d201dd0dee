/**
 * Which severity a ticket has, and which policy holds for it.
 * Part of Sportello; written for ES2020.
 */

/** What a question may leave open, as far as conditions ask for it. */
const ASKED = ["channel", "type", "cause", "tag"];
const HOURS = ["hours", "calendar"];

/**
 * Return severity and policy of a question, and what it leaves open that could change them.
 *
 * `facts` are lists by the keys of a condition, `given` what the question says, `date` the desk's
 * day, and `isOpen` tells whether a calendar is open then.
 */
export function terms({ desk, policies }, facts, given, date, isOpen) {
  const depends = new Set();

  /** Return the keys by which a condition does not fit; of hours only if all else does. */
  const unmet = (when) => {
    const keys = Object.keys(when).filter((key) => !HOURS.includes(key));
    const missed = keys.filter((key) => !when[key].some((name) => facts[key].includes(name)));
    if (!when.hours || missed.some((key) => !isLeftOpen(key))) return missed;
    const calendar = when.calendar ?? facts.calendar[0];
    const state = calendar === undefined ? "unknown" : isOpen(calendar) ? "open" : "closed";
    return state === when.hours ? missed : [...missed, "hours"];
  };

  const isLeftOpen = (key) => ASKED.includes(key) && (key === "tag" || !facts[key].length);

  /** Return the first entry in force that fits; note what others would need that is left open. */
  const choose = (entries, changes) => {
    for (const entry of entries) {
      if (!inForce(entry.valid, date)) continue;
      const missed = unmet(entry.when);
      if (!missed.length) return entry;
      if (missed.every(isLeftOpen) && changes(entry)) missed.forEach((key) => depends.add(key));
    }
    return null;
  };

  const own = desk.severities[facts.provider[0]] ?? [];
  const severity = chooseSeverity(desk.priority, own, given, choose);
  facts = { ...facts, severity: severity.name === null ? [] : [severity.name] };
  const policy = choose(policies, () => true);
  if (severity.by === "default" && own.length > 1 && policies.some((each) => each.when.severity)) {
    depends.add("severity");
  }
  return { severity, policy, depends: [...depends] };
}

/** Tell whether a date YYYY-MM-DD lies between both ends; one left out is open. */
export function inForce(valid, date) {
  if (!valid) return true;
  return (valid.from === null || valid.from <= date) && (valid.until === null || date <= valid.until);
}

function chooseSeverity(priority, own, given, choose) {
  if (!priority) return { name: given, by: given === null ? null : "proposal" };
  if (!own.length) return { name: null, by: null };
  const rules = priority.rules.filter((rule) => own.includes(rule.severity));
  const usual = given ?? priority.default;
  const rule = choose(rules, (each) => each.severity !== usual);
  if (rule) return { name: rule.severity, by: "rule" };
  if (!own.includes(usual)) return { name: null, by: null };
  return { name: usual, by: given === null ? "default" : "proposal" };
}
