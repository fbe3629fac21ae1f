// Regular expressions of `match` over the summaries of many problems. Each is bounded in time; thousands of texts are looked
// through in one go, because the limit itself costs more than the look. A pattern that takes too long fits nothing from then on.
import vm from 'node:vm';

/** For one go. */
const LIMIT_MS = 250;
const TEXTS_IN_ONE_GO = 500;
/** Of a text so much is looked at: summaries have 200 characters. */
const LONGEST = 1_000;
/** Texts that are remembered of one pattern. */
const MOST_REMEMBERED = 50_000;

const cell = vm.createContext(
  Object.create(null) as { regex: RegExp | undefined; texts: readonly string[] | undefined },
);
const lookAtAll = new vm.Script('texts.map((text) => regex.test(text))');

export interface Patterns {
  /** Whether a pattern is found in a text, in whatever case. */
  found(source: string, text: string): boolean;
  /** Looks at many texts at once, so that `found` knows them. */
  prepare(sources: Iterable<string>, texts: Iterable<string>): void;
}

export function createPatterns(): Patterns {
  const known = new Map<string, Map<string, boolean>>();
  /** Wrong, or too slow. */
  const given = new Set<string>();

  const look = (source: string, texts: readonly string[]): void => {
    const remembered = known.get(source) ?? new Map<string, boolean>();
    if (remembered.size > MOST_REMEMBERED) remembered.clear();
    known.set(source, remembered);
    const fresh = texts.filter((text) => !remembered.has(text));
    for (let from = 0; from < fresh.length && !given.has(source); from += TEXTS_IN_ONE_GO) {
      const some = fresh.slice(from, from + TEXTS_IN_ONE_GO);
      const fits = inTime(source, some);
      if (fits === null) given.add(source);
      for (const [place, text] of some.entries()) remembered.set(text, fits?.[place] ?? false);
    }
  };
  return {
    found(source, text) {
      if (given.has(source)) return false;
      const cut = text.slice(0, LONGEST);
      if (!known.get(source)?.has(cut)) look(source, [cut]);
      return known.get(source)?.get(cut) ?? false;
    },
    prepare(sources, texts) {
      const all = [...new Set([...texts].map((text) => text.slice(0, LONGEST)))];
      for (const source of new Set(sources)) if (!given.has(source)) look(source, all);
    },
  };
}

/** Null: it is no regular expression, or did not come to an end. */
function inTime(source: string, texts: readonly string[]): readonly boolean[] | null {
  try {
    cell.regex = new RegExp(source, 'iu');
    cell.texts = texts;
    return [...(lookAtAll.runInContext(cell, { timeout: LIMIT_MS }) as readonly boolean[])];
  } catch {
    return null;
  } finally {
    cell.regex = undefined;
    cell.texts = undefined;
  }
}
