// An item of a briefing as it is made: with what it speaks for, so that it can be shown that each fact stands once.
import type { BriefingItem, BriefingSection, BriefingSectionId, Stance } from '../../contract/model/briefing.ts';
import { BRIEFING_SECTIONS, STANCES } from '../../contract/model/briefing.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { rankOf } from './briefing-words.ts';

/** Something that is so, by kind and id: 'problem:…', 'run:…', 'delivery:…'. */
export type FactKey = string;

export interface Draft extends BriefingItem {
  /** What it speaks for. A problem behind another is spoken for by the same item. */
  readonly covers: readonly FactKey[];
}

type Wanted = Pick<Draft, 'key' | 'section' | 'stance' | 'subject' | 'title'>;

/** An item of which only what is said is known. It speaks for itself, where nothing else is named. */
export const draft = (parts: Wanted & Partial<Draft>): Draft => ({
  ref: {},
  severity: null,
  status: null,
  state: '',
  owner: '',
  since: null,
  until: null,
  facts: [],
  tried: [],
  sla: null,
  lastNoteAt: null,
  covers: [parts.key],
  ...parts,
});

const TITLES: Readonly<Record<BriefingSectionId, string>> = {
  incidents: 'Open incidents',
  states: 'Bad hosts and checks',
  runs: 'Runs',
  held: 'Acknowledged, muted, held back',
  maintenance: 'Maintenance and changes',
  noisy: 'Flapping, noisy, blind spots',
  capacity: 'Capacity, backups, deliveries',
  resolved: 'Resolved in this shift',
  promises: 'Promises to others',
  contacts: 'Contacts and escalation',
  figures: 'The shift in figures',
};

const stanceRank = (stance: Stance): number => STANCES.indexOf(stance);
const last = Number.POSITIVE_INFINITY;

/** Unstable, watch, stable; in each the worst severity and status, what ends first, what is oldest. */
function byWeight(a: Draft, b: Draft): number {
  return (
    stanceRank(a.stance) - stanceRank(b.stance) ||
    (a.severity ?? 5) - (b.severity ?? 5) ||
    rankOf(a.status) - rankOf(b.status) ||
    compare(a.until ?? last, b.until ?? last) ||
    compare(a.since ?? last, b.since ?? last) ||
    compare(a.key, b.key)
  );
}

/** What is over counts from its end. */
function byEnd(a: Draft, b: Draft): number {
  return (a.severity ?? 5) - (b.severity ?? 5) || compare(b.until ?? 0, a.until ?? 0) || compare(a.key, b.key);
}

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** The worse of two. */
export const worse = (a: Stance, b: Stance): Stance => (stanceRank(a) <= stanceRank(b) ? a : b);
export const worseSeverity = (a: Severity | null, b: Severity | null): Severity | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

/** All sections in their order, each with its items in theirs. */
export function sectionsOf(drafts: readonly Draft[]): readonly BriefingSection[] {
  const bySection = Map.groupBy(drafts, ({ section }) => section);
  return BRIEFING_SECTIONS.map((id) => ({
    id,
    title: TITLES[id],
    items: (bySection.get(id) ?? [])
      .toSorted(id === 'resolved' ? byEnd : byWeight)
      .map(({ covers: _, ...item }) => item),
  }));
}
