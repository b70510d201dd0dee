// Which entries of the finder's index answer what somebody typed, the best first. What is typed and
// the index decide, and nothing else.

// How much a word tells of an entry, by where it stands there.
const WEIGHTS = { names: 10, words: 7, groups: 3, about: 3, places: 2 };
// What tells as much as this answers a word wholly.
const ANSWER = 5;
const CALLED_SO = 1.6;
const CALLED_SO_AMONG_OTHERS = 1.3;
// Who names a service means it, whatever else is said: "orari xmart" asks about Xmart.
const OF_NO_SERVICE = 0.6;
// What answers less than this share of what the first result does is none.
const LEAST_SHARE = 0.15;
const LEAST_DIGITS = 5;

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
    return clue(terms, (term) => likeness(word, stems, term, isKnown), (at) => (entries[at].entry.general ? services : 1));
  };

  return (typed) => {
    const numbers = split(typed, NUMBER, (part) => entries.filter(({ phones }) => isDialled(part, phones)));
    const addresses = split(numbers.rest, ADDRESS, (part) => entries.filter(({ places }) => isPart(part, places)));
    const words = joined(wordsOf(addresses.rest), terms);
    const telling = words.filter((word) => !ignored.has(word));
    const exact = [...numbers.found, ...addresses.found].map((those) => clueTo(entries, those));
    const clues = [...exact, ...(telling.length || exact.length ? telling : words).map(ofWord)];
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

/** Return a text without what spellings differ in: capitals, and marks that Unicode splits off. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Return the words of a text; "PlannerCIA" is two. */
const wordsOf = (text) =>
  plain(text.normalize("NFC").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Return typed words, two of which are one where the index knows them so: "agri cloud". */
function joined(words, known) {
  const found = [];
  for (let i = 0; i < words.length; i += 1) {
    const isOne = i + 1 < words.length && known.has(words[i] + words[i + 1]);
    found.push(isOne ? words[i] + words[i + 1] : words[i]);
    i += isOne ? 1 : 0;
  }
  return found;
}

/** Return a function from a word to its stems: what is left without the endings of each language. */
function stemming(languages) {
  const lists = languages.map((endings) => endings.map(plain).sort((a, b) => b.length - a.length));
  const isEnding = (word, ending) =>
    word.endsWith(ending) && word.length - ending.length >= (ending.length > 2 ? 5 : 3);
  const stem = (word, endings) =>
    word.slice(0, word.length - (endings.find((ending) => isEnding(word, ending)) ?? "").length);
  return (word) => (/\d/.test(word) ? [word] : [...new Set(lists.map((endings) => stem(word, endings)))]);
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
          if (words.length > 1) add(words.join(""), at, weight);
        }
      }
    }
  });
  return found;
}

/** Return how much a typed word is like one of the index, from 0 to 1. */
function likeness(word, stems, term, isKnown) {
  if (word === term.word) return 1;
  if (stems.some((stem) => term.stems.includes(stem))) return isKnown ? 0.8 : 0.9;
  if (term.word.startsWith(word) && !/^\d{1,2}$/.test(word)) return 0.4 + (0.45 * word.length) / term.word.length;
  // What the index knows is no slip: "ISEE" is not "ISEU".
  if (isKnown || /\d/.test(word)) return 0;
  const ofStems = stems.flatMap((stem) => term.stems.map((other) => Math.max(0.9 * slip(stem, other), related(stem, other))));
  return Math.max(slip(word, term.word), slipBegun(word, term.word), ...ofStems);
}

/** Return how likely a word is of the family of another: "università", "universitario". */
function related(stem, other) {
  const [short, long] = stem.length < other.length ? [stem, other] : [other, stem];
  return short.length >= 5 && long.startsWith(short) && long.length - short.length <= 5 ? 0.6 : 0;
}

/** Return how likely a word is another with a slip of the finger; two are seldom in a short one. */
function slip(word, other) {
  if (word.length < 4 || other.length < 4) return 0;
  const slips = distance(word, other);
  if (slips === 1) return 0.75;
  return slips === 2 && word.length >= 8 ? 0.6 : 0;
}

/** Return how likely a word is the beginning of another with a slip, while it is being typed. */
function slipBegun(word, other) {
  return word.length >= 5 && other.length > word.length && distance(word, other.slice(0, word.length)) === 1 ? 0.45 : 0;
}

/** Return how many letters are added, left out, changed or swapped with the next; 3 for more. */
function distance(word, other) {
  if (Math.abs(word.length - other.length) > 2) return 3;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// ---- Numbers and addresses --------------------------------------------------------------------

const NUMBER = /\+?\(?\d[\d\s./()-]*\d/g;
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

/** Return what a word tells: its points by the place of the entry, more where few have it. */
function clue(terms, like, countAs) {
  const points = new Map();
  const counted = new Map();
  for (const term of terms.values()) {
    const likely = like(term);
    if (!likely) continue;
    for (const [at, weight] of term.weights) {
      points.set(at, Math.max(weight * likely, points.get(at) ?? 0));
      counted.set(at, Math.max(likely * countAs(at), counted.get(at) ?? 0));
    }
  }
  // A word that nothing is called by is one among many of a text.
  const best = Math.min(1, Math.max(0, ...points.values()) / ANSWER);
  return { points, rarity: best ** 2 * rarity(sum([...counted.values()], (each) => each)) };
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
  const score = ({ entry, phrases }, at) => {
    const answered = told(clues, at, ANSWER) / ANSWER / all;
    const factor = calledSo(phrases, typed) * (entry.general ? OF_NO_SERVICE : 1);
    return (told(clues, at, Infinity) + 0.2 * told(hints, at, Infinity)) * answered * factor;
  };
  const scored = clues.length ? entries.map((each, at) => ({ entry: each.entry, score: score(each, at) })) : [];
  scored.sort((a, b) => b.score - a.score);
  return scored.filter((each) => each.score > scored[0].score * LEAST_SHARE).map(({ entry }) => entry);
}

function calledSo(phrases, typed) {
  if (phrases.includes(typed)) return CALLED_SO;
  const isAmong = (phrase) => phrase.trim().includes(" ") && typed.includes(phrase);
  return phrases.some(isAmong) ? CALLED_SO_AMONG_OTHERS : 1;
}

const sum = (all, number) => all.reduce((total, each) => total + number(each), 0);
