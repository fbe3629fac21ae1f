// Promises to others as items of the briefing: those that are open want a tick like everything that somebody must look at.
import type { Briefing, BriefingItem } from '../../contract/model/briefing.ts';
import type { HandoffPromise, HandoffWords } from '../../contract/model/handoff.ts';

export const promiseKey = (id: string): string => `promise:${id}`;

function promiseItem({ id, to, text, at, by, doneAt }: HandoffPromise): BriefingItem {
  return {
    key: promiseKey(id),
    section: 'promises',
    stance: doneAt === null ? 'watch' : 'stable',
    ref: {},
    severity: null,
    status: null,
    subject: to,
    title: text,
    state: doneAt === null ? 'promised' : 'kept',
    owner: by,
    since: null,
    until: doneAt ?? at,
    facts: [],
    tried: [],
    sla: null,
    lastNoteAt: null,
  };
}

/** Open ones first, by when they are due; what has no time comes last. */
const byTime = (a: HandoffPromise, b: HandoffPromise): number =>
  Number(a.doneAt !== null) - Number(b.doneAt !== null) ||
  (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER);

/** Pure. One by one, so that two people who add one at the same time both have theirs; new ones come last. */
export function promisesWith(
  promises: readonly HandoffPromise[],
  changes: NonNullable<HandoffWords['promiseById']>,
): readonly HandoffPromise[] {
  const byId = new Map(promises.map((one) => [one.id, one]));
  for (const [id, one] of Object.entries(changes)) {
    if (one === null) byId.delete(id);
    else byId.set(id, { id, ...one });
  }
  return [...byId.values()];
}

/** The briefing with what people promised in its section. */
export const withPromises = (briefing: Briefing, promises: readonly HandoffPromise[]): Briefing => ({
  ...briefing,
  sections: briefing.sections.map((section) =>
    section.id === 'promises' ? { ...section, items: promises.toSorted(byTime).map(promiseItem) } : section,
  ),
});
