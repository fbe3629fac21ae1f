// A file that comes in parts, because one message of a page is bounded: one at a time, in order, held in memory until it is
// taken in or too old.
import { invalid, notFound } from '../../lib/refusal.ts';

/** As the contract has it for a text in one piece. */
export const TEXT_LIMIT = 200_000_000;
const KEPT_MS = 10 * 60_000;

export interface ImportParts {
  /** Adds a part; `upload` is null with the first. Throws a Refusal for one that is too much or too late. */
  take(part: { readonly upload: string | null; readonly text: string }): {
    readonly upload: string;
    readonly received: number;
  };
  /** The whole text, once it is no longer held unless `keep`. Throws when it is not held (any more). */
  whole(upload: string, keep: boolean): string;
}

export function createImportParts(clock: { now(): number }, newId: () => string): ImportParts {
  let held: { readonly id: string; parts: string[]; length: number; at: number } | null = null;
  const known = (upload: string) => {
    if (held?.id !== upload || clock.now() - held.at > KEPT_MS) throw notFound('file on its way in; choose it again');
    return held;
  };
  return {
    take({ upload, text }) {
      if (upload === null) held = { id: newId(), parts: [], length: 0, at: clock.now() };
      const file = upload === null ? held : known(upload);
      if (!file) throw notFound('file on its way in; choose it again');
      if (file.length + text.length > TEXT_LIMIT) {
        held = null;
        throw invalid([{ path: 'text', message: `a file may have ${TEXT_LIMIT} characters at most` }]);
      }
      file.parts.push(text);
      file.length += text.length;
      file.at = clock.now();
      return { upload: file.id, received: file.length };
    },
    whole(upload, keep) {
      const text = known(upload).parts.join('');
      if (!keep) held = null;
      return text;
    },
  };
}
