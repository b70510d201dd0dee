// Puts questions to desks, in Node and in a page alike.
// A case is [desk, kind, question, answer]; null stands for a RangeError, "error" for a TypeError.

export function differences(desk, { desks, cases }) {
  const known = desks.map(desk);
  const wrong = [];
  for (const [number, kind, question, expected] of cases) {
    const found = reply(() => ask[kind](known[number], question, expected));
    if (!same(found, expected)) wrong.push({ number, kind, question, expected, found });
  }
  return { asked: cases.length, wrong: wrong.slice(0, 20) };
}

const ask = {
  answer: (desk, question) => {
    const { policy, severity, received, targets, pending } = desk.answer(question);
    return {
      policy: policy && policy.name,
      severity: [severity.name, severity.by],
      received,
      targets: targets.map(({ kind, within, due, rolled_from: rolled, days }) => {
        return [kind, within, due, rolled, ...days.map(day)];
      }),
      pending: pending.map(({ kind }) => kind),
    };
  },
  // More may be said than a change of one thing alone shows.
  depends: (desk, question, expected) => {
    const { depends } = desk.answer(question);
    return expected.filter((key) => depends.includes(key));
  },
  now: (desk, [calendar, at]) => {
    const { open, until } = desk.now(calendar, at);
    return [open, until];
  },
  clock: (desk, [calendar, at, date, time]) => {
    const clock = desk.clock(calendar);
    const shown = clock.shown(at);
    return [shown.date, shown.time, clock.readings(date, time)];
  },
};

function day({ date, seconds, number, reason, counted }) {
  return [date, seconds, number, reason && [reason.kind, reason.text], counted];
}

function reply(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return error.message.includes("lies outside") ? null : String(error);
    const isTold = /needs a calendar|several time zones/.test(error.message);
    return error instanceof TypeError && isTold ? "error" : String(error.stack);
  }
}

/** Tell whether two values are the same data, whatever the order of keys. */
function same(one, other) {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return keys.length === others.length && keys.every((key) => key in other && same(one[key], other[key]));
}
