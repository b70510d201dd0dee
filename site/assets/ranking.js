// Which entries of the finder's index answer what somebody typed, the best first. What is typed and
// the index decide, and nothing else.
import { likeness, plain, stemming, wordsOf } from "./words.js";

// How much a word tells of an entry, by where it stands there.
const WEIGHTS = { names: 10, words: 7, groups: 3, about: 3, places: 2 };
// What tells as much as this answers a word wholly; what tells so much more is a name.
const ANSWER = 5;
const NAMED = 7;
const CALLED_SO = 1.6;
const CALLED_SO_AMONG_OTHERS = 1.3;
const OF_NO_SERVICE = 0.8;
// Who names a service means it, whatever else is said: "orari xmart" asks about Xmart.
const BESIDE_A_NAME = 0.25;
// What answers less than this, or than this share of what the first result does, is none.
const LEAST = 0.05;
const LEAST_SHARE = 0.15;
const LEAST_DIGITS = 5;
// People also know a number by its end: "interno 3266".
const LAST_DIGITS = 4;
const MOST_LETTERS = 200;

/** Return a function from what is typed to the entries of an index that answer it. */
export function ranking(index) {
  const stemsOf = stemming(index.endings);
  const ignored = ignoredIn(index);
  const entries = index.entries.map((entry) => ({
    entry,
    phrases: [...(entry.names ?? []), ...(entry.words ?? [])].map((phrase) => spaced(wordsOf(phrase))),
    places: (entry.places ?? []).map(plain),
    phones: (entry.phones ?? []).map(digitsOf),
  }));
  const services = index.entries.filter(({ general }) => !general).length;
  const terms = termsOf(index.entries, stemsOf, ignored);

  const ofWord = (word) => {
    const stems = stemsOf(word);
    const isKnown = terms.has(word);
    return clue(terms, (term) => likeness(word, stems, term, isKnown), (at) => entries[at].entry.general, services);
  };

  return (typed) => {
    const numbers = split(typed.slice(0, MOST_LETTERS), NUMBER, (part) => entries.filter(({ phones }) => isDialled(part, phones)));
    const addresses = split(numbers.rest, ADDRESS, (part) => entries.filter(({ places }) => isPart(part, places)));
    const dates = split(addresses.rest, DATE, () => entries.filter(({ entry }) => entry.dates));
    const words = wordsOf(dates.rest);
    const all = [...words.entries()];
    const telling = all.filter(([, word]) => !ignored.has(word));
    const exact = [...numbers.found, ...addresses.found, ...dates.found].map((those) => clueTo(entries, those));
    const meant = telling.length || exact.length ? telling : all;
    const clues = [...exact, ...meant.map(([at, word]) => withJoined(ofWord(word), pairsAt(words, at), terms))];
    const hints = addresses.parts.flatMap(wordsOf).map(ofWord);
    return ranked(entries, clues.filter((each) => each.points.size), hints, spaced(words));
  };
}

/** Return the words that say nothing, but for those that something is called by. */
function ignoredIn(index) {
  const called = index.entries.flatMap(({ names }) => (names ?? []).map(wordsOf)).filter(({ length }) => length === 1);
  const names = new Set(called.flat());
  return new Set(index.ignored.flatMap(wordsOf).filter((word) => !names.has(word)));
}

// ---- Words ------------------------------------------------------------------------------------

/** Return the word at a place with the one before, and with the one behind it. */
const pairsAt = (words, at) =>
  [words.slice(at - 1, at + 1), words.slice(at, at + 2)].filter(({ length }) => length === 2).map((pair) => pair.join(""));

/** Add to what a word tells what it is one word with: "agri cloud". */
function withJoined({ points, rarity }, joined, terms) {
  for (const word of joined) {
    for (const [at, weight] of terms.get(word)?.weights ?? []) {
      points.set(at, Math.max(weight + ANSWER, points.get(at) ?? 0));
    }
  }
  return { points, rarity };
}

/** Return a phrase between spaces, so that it is found in another only as whole words. */
const spaced = (words) => ` ${words.join(" ")} `;

/**
 * Return the words of the index, each with its stems and its weight by the place of the entry.
 * In a long text each word tells less.
 */
function termsOf(entries, stemsOf, ignored) {
  const found = new Map();
  const add = (word, at, weight) => {
    if (!found.has(word)) found.set(word, { word, stems: stemsOf(word), weights: new Map() });
    const { weights } = found.get(word);
    weights.set(at, Math.max(weight, weights.get(at) ?? 0));
  };
  entries.forEach((entry, at) => {
    for (const [field, weight] of Object.entries(WEIGHTS)) {
      for (const text of entry[field] ?? []) {
        const telling = wordsOf(text).filter((word) => !ignored.has(word)).length;
        const each = weight * Math.max(telling, 1) ** -0.3;
        for (const chunk of text.split(/[\s'’]+/u)) {
          const words = wordsOf(chunk);
          for (const word of words) add(word, at, each);
          // "e-invoicing" is looked for in one word too.
          if (words.length > 1) add(words.join(""), at, each);
        }
      }
    }
  });
  return found;
}

// ---- Numbers, addresses and dates --------------------------------------------------------------

const NUMBER = /\+?\(?\d[\d\s./()-]*\d/g;
// A day and a month, in either order, or an hour: "8/12", "24.12.2026", "17:30".
const DATE = /(?:^|[^\d./:-])(?:\d{4}-\d\d?-\d\d?|(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])(?:[./-]\d{2,4})?|[0-2]?\d:[0-5]\d)(?![\d/:-])/g;
const ADDRESS = /[^\s,;:<>()"“”]*[.@][^\s,;:<>()"“”]*/g;

/** Return what is typed without the parts that some entries have, and those entries. */
function split(typed, pattern, entriesWith) {
  const found = [];
  const parts = [];
  const rest = typed.replace(pattern, (part) => {
    const those = entriesWith(part);
    if (!those.length) return part;
    found.push(those);
    parts.push(part);
    return " ";
  });
  return { found, parts, rest };
}

const digitsOf = (text) => text.replace(/\D/g, "");

/** Return whether a number is one of these, or part of one, with or without its country's code. */
function isDialled(typed, phones) {
  const number = digitsOf(typed).replace(/^00/, "");
  // In Italy's code the zero stays, which people from elsewhere leave out.
  const isEndOf = (phone) => number.length > 8 && phone.endsWith(number.slice(-7));
  if (number.length === LAST_DIGITS) return phones.some((phone) => phone.endsWith(number));
  return number.length >= LEAST_DIGITS && phones.some((phone) => phone.includes(number) || isEndOf(phone));
}

/** Return whether what is typed stands in one of these addresses, from the beginning of a word. */
function isPart(typed, places) {
  const part = plain(typed).replace(/^[^\p{L}\p{N}@]+|[^\p{L}\p{N}@]+$/gu, "");
  const begins = (place, at) => at === 0 || part.startsWith("@") || /[^\p{L}\p{N}]/u.test(place[at - 1]);
  return part.length > 1 && places.some((place) =>
    [...place].some((_, at) => place.startsWith(part, at) && begins(place, at)));
}

// ---- From clues to results --------------------------------------------------------------------

/**
 * Return what a word tells: its points by the place of the entry, more where few have it. A word for
 * a page may be asked of every service: "orari".
 */
function clue(terms, like, isGeneral, services) {
  const points = new Map();
  const likely = new Map();
  for (const term of terms.values()) {
    const alike = like(term);
    if (!alike) continue;
    for (const [at, weight] of term.weights) {
      points.set(at, Math.max(weight * alike, points.get(at) ?? 0));
      likely.set(at, Math.max(alike, likely.get(at) ?? 0));
    }
  }
  const isAskedOfAll = (at) => isGeneral(at) && points.get(at) >= ANSWER;
  const count = sum([...likely], ([at, alike]) => alike * (isAskedOfAll(at) ? services : 1));
  // A word that nothing is called by is one among many of a text.
  const best = Math.min(1, Math.max(0, ...points.values()) / ANSWER);
  return { points, rarity: best ** 2 * rarity(count) };
}

const clueTo = (entries, those) => ({
  points: new Map(those.map((each) => [entries.indexOf(each), WEIGHTS.names])),
  rarity: rarity(those.length),
});

const rarity = (count) => 1 / (1 + Math.log(Math.max(count, 1)));

/** Return the entries that clues lead to, the best first; equal ones as they stand in the index. */
function ranked(entries, clues, hints, typed) {
  const all = sum(clues, (each) => each.rarity);
  const told = (those, at, most) => sum(those, (each) => Math.min(each.points.get(at) ?? 0, most) * each.rarity);
  const ofPages = clues.some((each) => namesService(entries, each)) ? BESIDE_A_NAME : OF_NO_SERVICE;
  const score = ({ entry, phrases }, at) => {
    const answered = told(clues, at, ANSWER) / ANSWER / all;
    const factor = calledSo(phrases, typed) * (entry.general ? ofPages : 1);
    return (told(clues, at, Infinity) + 0.2 * told(hints, at, Infinity)) * answered * factor;
  };
  const scored = clues.length ? entries.map((each, at) => ({ entry: each.entry, score: score(each, at) })) : [];
  scored.sort((a, b) => b.score - a.score);
  return scored.filter(({ score }) => score > Math.max(LEAST, scored[0].score * LEAST_SHARE)).map(({ entry }) => entry);
}

/** Return whether a word is part of a service's name, and no word for a page. */
function namesService(entries, { points }) {
  const found = [...points].filter(([, each]) => each >= ANSWER);
  return found.some(([, each]) => each >= NAMED) && !found.some(([at]) => entries[at].entry.general);
}

function calledSo(phrases, typed) {
  if (phrases.includes(typed)) return CALLED_SO;
  const isAmong = (phrase) => phrase.trim().includes(" ") && typed.includes(phrase);
  return phrases.some(isAmong) ? CALLED_SO_AMONG_OTHERS : 1;
}

const sum = (all, number) => all.reduce((total, each) => total + number(each), 0);
