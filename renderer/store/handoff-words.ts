// Pure: what was typed into the fields of a hand-over, as the words that are written. Fields that make no sense yet (a time
// that is none, a promise to nobody) are left out and wait where they stand.
import type { Handoff, HandoffPromise, HandoffWords, ItemWords } from '../../electron/contract/model/handoff.ts';
import type { Typed } from './handoff-typed.ts';
import { typedTime } from './typed-time.ts';

export const NO_WORDS: ItemWords = { next: '', nextAt: null, ifThen: '', tried: '' };

export type ItemField = keyof ItemWords;
export const itemPath = (field: ItemField, key: string): string => `item:${field}:${key}`;

export type PromiseField = 'to' | 'text' | 'by' | 'at' | 'doneAt' | 'gone';
export const promisePath = (field: PromiseField, id: string): string => `promise:${field}:${id}`;

export const readBackPath = (key: string): string => `read-back:${key}`;
export const answerPath = (questionId: string): string => `answer:${questionId}`;

export interface ToWrite {
  readonly words: HandoffWords;
  /** The fields that are in it, as they were typed. */
  readonly sent: Typed;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Of `typed` what can be written into `handoff`, and nothing else: what others typed meanwhile at another desk stays. */
export function toWrite(typed: Typed, handoff: Pick<Handoff, 'promises'>): ToWrite {
  const words: Mutable<HandoffWords> = {};
  const sent: Record<string, string> = {};
  for (const field of ['judgement', 'contacts', 'incoming', 'outgoing'] as const) {
    const text = typed[field];
    // Somebody goes out in any case.
    if (text === undefined || (field === 'outgoing' && text.trim() === '')) continue;
    words[field] = field === 'incoming' || field === 'outgoing' ? text.trim() : text;
    sent[field] = text;
  }
  const items = itemsOf(typed, sent);
  if (Object.keys(items).length > 0) words.items = items;
  const promiseById = promisesOf(typed, handoff.promises, sent);
  if (Object.keys(promiseById).length > 0) words.promiseById = promiseById;
  return { words, sent };
}

function itemsOf(typed: Typed, sent: Record<string, string>): Record<string, Partial<ItemWords>> {
  const items: Record<string, Partial<ItemWords>> = {};
  for (const [path, text] of Object.entries(typed)) {
    const [, field, key] = /^item:(next|nextAt|ifThen|tried):(.+)$/s.exec(path) ?? [];
    if (field === undefined || key === undefined) continue;
    const at = field === 'nextAt' ? typedTime(text) : null;
    if (at === 'wrong') continue;
    items[key] = { ...items[key], [field]: field === 'nextAt' ? at : text };
    sent[path] = text;
  }
  return items;
}

/** The promises that something was typed into, by id; those that are taken away are null. */
function promisesOf(
  typed: Typed,
  kept: readonly HandoffPromise[],
  sent: Record<string, string>,
): NonNullable<HandoffWords['promiseById']> {
  const paths = Object.keys(typed).filter((path) => path.startsWith('promise:'));
  const changed: NonNullable<HandoffWords['promiseById']> = {};
  for (const { id, isGone, at, ...rest } of typedPromises(typed, kept, true)) {
    const own = paths.filter((path) => path.endsWith(`:${id}`));
    const isWhole = rest.to.trim() !== '' && rest.text.trim() !== '' && at !== 'wrong';
    if (own.length === 0 || !(isWhole || isGone)) continue;
    for (const path of own) sent[path] = typed[path] ?? '';
    changed[id] = isGone || at === 'wrong' ? null : { ...rest, at };
  }
  return changed;
}

export interface ShownPromise extends Omit<HandoffPromise, 'at'> {
  readonly at: number | null | 'wrong';
  readonly isGone: boolean;
}

/** Promises as they stand on screen: those on record with what was typed over them, then those that are being made. */
export function typedPromises(
  typed: Typed,
  kept: readonly HandoffPromise[],
  withGone = false,
): readonly ShownPromise[] {
  const idOf = (path: string): string => path.split(':').slice(2).join(':');
  const typedIds = Object.keys(typed).flatMap((path) => (path.startsWith('promise:') ? [idOf(path)] : []));
  const ids = new Set([...kept.map(({ id }) => id), ...typedIds]);
  return [...ids]
    .map((id): ShownPromise => {
      const before = kept.find((one) => one.id === id);
      const text = (field: PromiseField) => typed[promisePath(field, id)];
      const at = text('at');
      const doneAt = text('doneAt');
      return {
        id,
        to: text('to') ?? before?.to ?? '',
        text: text('text') ?? before?.text ?? '',
        by: text('by') ?? before?.by ?? '',
        at: at === undefined ? (before?.at ?? null) : typedTime(at),
        doneAt: doneAt === undefined ? (before?.doneAt ?? null) : doneAt === '' ? null : Number(doneAt),
        isGone: text('gone') !== undefined,
      };
    })
    .filter(({ isGone }) => withGone || !isGone);
}
