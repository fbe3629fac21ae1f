// Whether a hand-over that was exported as JSON is what was signed. What it says about the journal wants the journal itself.
import { canonicalHash } from './handoff-seal.ts';

export type HandoffVerdict =
  | { readonly ok: true; readonly id: string; readonly state: string; readonly hash: string; readonly message: string }
  | { readonly ok: false; readonly message: string };

const broken = (message: string): HandoffVerdict => ({ ok: false, message });
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Never throws: what cannot be read is not verified. */
export function verifyHandoff(text: string): HandoffVerdict {
  const document = parsed(text);
  if (!isObject(document) || document.watchfloor !== 'handoff') return broken('This is no hand-over of Watchfloor.');
  if (document.version !== 1) return broken('It is of another version of Watchfloor, which has to verify it.');
  const { seal, ...rest } = document;
  const { sealed, hash, handoff } = rest;
  if (!isObject(handoff) || !isObject(sealed)) return broken('Parts of it are missing.');
  const { id, state } = handoff;
  try {
    if (hash !== '' && canonicalHash(sealed) !== hash)
      return broken('Briefing or words are not those that were signed: their hash is another one.');
    if (handoff.hash !== hash) return broken('The hand-over names another hash than the document.');
    if (canonicalHash(rest) !== seal)
      return broken('Something outside of briefing and words was changed: the seal is broken.');
  } catch {
    return broken('It holds what no hand-over can hold.');
  }
  const what = hash === '' ? 'It was never frozen, and is unchanged since its export.' : 'It is what was signed.';
  return { ok: true, id: String(id), state: String(state), hash: String(hash), message: what };
}
