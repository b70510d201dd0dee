// Days and hours in words. What the words are says `words.json` of the page's language.

/** Return a message with its places filled in. */
export const fill = (message, values) => {
  return message.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
};

const loaded = new Map();

/** Return the parsed content of a file; each is loaded once. */
export function load(address) {
  const { href } = new URL(address, location.href);
  if (!loaded.has(href)) {
    const loading = fetch(href).then((answer) => {
      if (answer.ok) return answer.json();
      throw new Error(`${href}: ${answer.status}`);
    });
    loading.catch(() => loaded.delete(href));
    loaded.set(href, loading);
  }
  return loaded.get(href);
}

/** Return a text in the page's language, else as `days` of the words translates it from English. */
export const said = (text, { language, days }) =>
  text[language] ?? days[text.en] ?? text.en ?? Object.values(text)[0] ?? "";

/** Return the time HH:MM of seconds since midnight. */
export function clockTime(seconds) {
  const minutes = Math.floor(seconds / 60);
  return [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, "0")).join(":");
}

/** Return a date YYYY-MM-DD in words. */
export function dateInWords(date, { locale }, options = { dateStyle: "full" }) {
  const day = new Date(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(day);
}

/** Return what clocks show, {date, time}, in words. */
export const momentInWords = ({ date, time }, words) => {
  return fill(words.moment, { date: dateInWords(date, words), time: clockTime(time) });
};

/** Return what the clocks of a zone show at an instant, by the browser's own rules. */
export function shownIn(timeZone, instant) {
  const options = { timeZone, dateStyle: "short", timeStyle: "medium" };
  const [date, time] = new Intl.DateTimeFormat("sv-SE", options).format(1000 * instant).split(" ");
  const [hours, minutes, seconds] = time.split(":").map(Number);
  return { date, time: 3600 * hours + 60 * minutes + seconds };
}
