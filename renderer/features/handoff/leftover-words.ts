// Pure: what was typed into a hand-over and can go into it no more, each in a line that says what it is about.
import type { Briefing } from '../../../electron/contract/model/briefing.ts';
import type { Handoff } from '../../../electron/contract/model/handoff.ts';
import { clockShort } from '../../lib/time.ts';
import type { Typed } from '../../store/handoff-typed.ts';
import { promisePath, typedPromises } from '../../store/handoff-words.ts';
import { timeText } from '../../store/typed-time.ts';

const FIELDS: Readonly<Record<string, string>> = {
  judgement: 'Judgement',
  contacts: 'Contacts that changed',
  incoming: 'Who takes over',
  outgoing: 'Who hands over',
  ask: 'A question',
  next: 'Next',
  nextAt: 'When',
  ifThen: 'If',
  tried: 'Tried',
};

/** Its own act sends it, while the hand-over is ready. */
const isSentByItself = (path: string): boolean => /^(?:read-back:|answer:|ask$)/.test(path);

/** Of `typed` what has no field on screen any more: of one that is over, everything. */
export const leftIn = (typed: Typed, isOver: boolean): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([path]) => isOver || !isSentByItself(path)));

/** 'Next, fra2-db-07: rebuild it'. */
export function leftoverLines(
  left: Typed,
  { promises, questions }: Pick<Handoff, 'promises' | 'questions'>,
  { sections }: Pick<Briefing, 'sections'>,
): readonly string[] {
  const subjects = new Map(sections.flatMap(({ items }) => items.map(({ key, subject }) => [key, subject] as const)));
  const about = (key: string): string => subjects.get(key) ?? key.slice(key.indexOf(':') + 1);
  const words = Object.entries(left).flatMap(([path, text]) => {
    if (text.trim() === '' || path.startsWith('promise:')) return [];
    const [, field = path, key] = /^item:([^:]+):(.+)$/s.exec(path) ?? [];
    if (key !== undefined)
      return [`${FIELDS[field] ?? field}, ${about(key)}: ${field === 'nextAt' ? timeText(text) : text}`];
    const [, act, of = ''] = /^(read-back|answer):(.+)$/s.exec(path) ?? [];
    if (act === 'read-back') return [`Read back, ${about(of)}: ${text}`];
    if (act === 'answer')
      return [`Answer to "${questions.find(({ id }) => id === of)?.text ?? 'a question'}": ${text}`];
    return [`${FIELDS[field] ?? field}: ${text}`];
  });
  return [...words, ...promiseLines(left, promises)];
}

function promiseLines(left: Typed, kept: Handoff['promises']): readonly string[] {
  const isTouched = (id: string): boolean =>
    Object.entries(left).some(([path, text]) => path.endsWith(`:${id}`) && path.startsWith('promise:') && text !== '');
  return typedPromises(left, kept, true)
    .filter(({ id }) => isTouched(id))
    .map(({ id, to, text, by, doneAt, isGone }) => {
      const at = timeText(left[promisePath('at', id)] ?? '');
      const more = [text, at, by].filter(Boolean).join(', ');
      const end = isGone ? ' (taken away)' : doneAt === null ? '' : ` (kept ${clockShort(doneAt)} UTC)`;
      return `Promise to ${to === '' ? 'nobody yet' : to}${more === '' ? '' : `: ${more}`}${end}`;
    });
}
