// What an import has to say, gathered while it reads: each thing once for its line, in the order of the document at the end.
import type { ImportFinding } from './format.ts';

/** So many of one import are listed; the rest is counted. */
const MAX_NOTES = 2_000;

export interface Notes {
  add(line: number, what: string): void;
  list(): readonly ImportFinding[];
}

export function createNotes(): Notes {
  const found: ImportFinding[] = [];
  const seen = new Set<string>();
  let more = 0;
  return {
    add(line, what) {
      const key = `${line} ${what}`;
      if (seen.has(key)) return;
      if (found.length >= MAX_NOTES) {
        more += 1;
        return;
      }
      seen.add(key);
      found.push({ line: Math.max(1, line), what });
    },
    list() {
      const sorted = found.toSorted((a, b) => a.line - b.line);
      const last = sorted.at(-1)?.line ?? 1;
      return more === 0 ? sorted : [...sorted, { line: last, what: `and ${more} more findings: split the document` }];
    },
  };
}

/** A piece of the document as a finding names it: one line, cut. */
export function quoted(text: string, limit = 60): string {
  const flat = text.trim().replaceAll(/\s+/g, ' ');
  const cut = flat.length > limit ? `${flat.slice(0, limit - 1)}…` : flat;
  return `\`${cut.replaceAll('`', "'")}\``;
}
