// Puts questions to the calculator, in Node and in a page alike.
// A case is [calendar, method, arguments, answer]; the answer null stands for a RangeError.

export function differences(calendar, { calendars, cases }) {
  const known = Object.fromEntries(
    Object.entries(calendars).map(([name, data]) => [name, calendar(data)]),
  );
  const wrong = [];
  for (const [name, method, asked, expected] of cases) {
    const found = answer(known[name], method, asked, calendars[name].last_day);
    if (found !== expected) wrong.push({ name, method, asked, expected, found });
  }
  return { asked: cases.length, wrong: wrong.slice(0, 20) };
}

function answer(calendar, method, asked, lastDay) {
  try {
    return calendar[method](...asked);
  } catch (error) {
    const says = error.message.includes("lies outside") && error.message.includes(lastDay);
    return error instanceof RangeError && says ? null : String(error);
  }
}
