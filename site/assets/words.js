// Words, and how much they are alike. Which languages they are of says the index: here none is known.

/** Return a text without what spellings differ in: capitals, and marks that Unicode splits off. */
export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Return the words of a text; "PlannerCIA" is two. */
export const wordsOf = (text) =>
  plain(text.normalize("NFC").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Return a function from a word to its stems: what is left without the endings of each language. */
export function stemming(languages) {
  const lists = languages.map((endings) => endings.map(plain).sort((a, b) => b.length - a.length));
  const isEnding = (word, ending) =>
    word.endsWith(ending) && word.length - ending.length >= Math.max(3, Math.min(ending.length + 1, 5));
  const stem = (word, endings) =>
    word.slice(0, word.length - (endings.find((ending) => isEnding(word, ending)) ?? "").length);
  return (word) => (/\d/.test(word) ? [word] : [...new Set(lists.map((endings) => stem(word, endings)))]);
}

/** Return how much a typed word is like one of the index, from 0 to 1. */
export function likeness(word, stems, term, isKnown) {
  if (word === term.word) return 1;
  if (stems.some((stem) => term.stems.includes(stem))) return isKnown ? 0.8 : 0.9;
  if (term.word.startsWith(word) && !/^\d{1,2}$/.test(word)) return 0.4 + (0.45 * word.length) / term.word.length;
  // What the index knows is no slip: "ISEE" is not "ISEU".
  if (isKnown || /\d/.test(word)) return 0;
  const ofStems = stems.flatMap((stem) => term.stems.map((other) => Math.max(0.9 * slipOfStem(stem, other), related(stem, other))));
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
  // The first letter is seldom wrong.
  const likely = word[0] === other[0] ? 1 : 0.6;
  if (slips === 1) return 0.75 * likely;
  return slips === 2 && word.length >= 8 ? 0.6 * likely : 0;
}

/** Return how likely a stem is another with a slip: short ones of different words differ by no more. */
const slipOfStem = (stem, other) => (Math.min(stem.length, other.length) < 5 ? 0 : slip(stem, other));

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
