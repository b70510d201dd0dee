/**
 * Which severity a ticket has, and which policy holds for it.
 * Part of Sportello; written for ES2020.
 */

/** What conditions ask that a question may leave open; tickets may bring tags of their own. */
const MAY_BE_OPEN = ["channel", "type", "cause", "tag"];
const HOURS = ["hours", "calendar"];

/**
 * Return severity and policy of a question, and what it leaves open that could change them.
 *
 * `known` are lists by the keys of a condition, `given` the severity that the question says, `date`
 * the desk's day, and `isOpen` tells whether a calendar is open then.
 */
export function terms({ desk, policies }, known, given, date, isOpen) {
  const leftOpen = new Set(MAY_BE_OPEN.filter((key) => key === "tag" || !known[key].length));

  /** Return the keys by which a condition does not fit; hours are asked last. */
  const unmet = (when, facts) => {
    const keys = Object.keys(when).filter((key) => !HOURS.includes(key));
    const missed = keys.filter((key) => !when[key].some((name) => facts[key].includes(name)));
    if (!when.hours || !missed.every((key) => leftOpen.has(key))) return missed;
    const calendar = when.calendar ?? facts.calendar[0];
    const state = calendar === undefined ? "unknown" : isOpen(calendar) ? "open" : "closed";
    return state === when.hours ? missed : [...missed, "hours"];
  };

  /** Return the first entry in force that fits, and those before it that could, with their keys. */
  const choose = (entries, facts) => {
    const possible = [];
    for (const entry of entries.filter((each) => inForce(each.valid, date))) {
      const missed = unmet(entry.when, facts);
      if (!missed.length) return { found: entry, possible };
      if (missed.every((key) => leftOpen.has(key))) possible.push({ entry, missed });
    }
    return { found: null, possible };
  };

  const own = desk.severities[known.provider[0]] ?? [];
  const rules = (desk.priority?.rules ?? []).filter((each) => own.includes(each.severity));
  const rule = choose(rules, known);
  const severity = severityBy(desk.priority, own, given, rule.found);
  const otherRules = rule.possible.filter(({ entry }) => entry.severity !== severity.name);
  if (given === null && severity.by !== "rule" && own.some((name) => name !== severity.name)) {
    leftOpen.add("severity");
  }
  const policy = choose(policies, { ...known, severity: severity.name ? [severity.name] : [] });
  const depends = new Set([...otherRules, ...policy.possible].flatMap(({ missed }) => missed));
  if (leftOpen.has("severity") && policy.found?.when.severity) depends.add("severity");
  return { severity, policy: policy.found, depends: [...depends] };
}

/** Tell whether a date YYYY-MM-DD lies between both ends; one left out is open. */
export function inForce(valid, date) {
  if (!valid) return true;
  return (valid.from === null || valid.from <= date) && (valid.until === null || date <= valid.until);
}

function severityBy(priority, own, given, rule) {
  if (!priority) return { name: given, by: given === null ? null : "proposal" };
  if (rule) return { name: rule.severity, by: "rule" };
  const usual = given ?? priority.default;
  if (!own.includes(usual)) return { name: null, by: null };
  return { name: usual, by: given === null ? "default" : "proposal" };
}
