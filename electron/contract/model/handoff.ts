// A hand-over from one shift to the next: the briefing, what people add to it, and two signatures. Drafts are kept with every
// key; at 'ready' the briefing is frozen; once it is accepted or declined nothing of it changes. (spec: incidents)
import { z } from 'zod';
import type { Briefing, BriefingSectionId } from './briefing.ts';
import { givenName } from './host.ts';
import type { HandoffId } from './ids.ts';

export const HANDOFF_STATES = [
  'draft',
  'ready',
  'accepted',
  'accepted-with-questions',
  'declined',
  /** Another one was begun before it was signed; it has what was typed here. */
  'superseded',
] as const; // prettier-ignore
export type HandoffState = (typeof HANDOFF_STATES)[number];

export const isOpenHandoff = (state: HandoffState): boolean => state === 'draft' || state === 'ready';

/** Up to the end of the year 9999, epoch ms: what lies beyond, no file and no next hand-over could write as a date. */
const instant = z.number().int().min(0).max(253_402_300_799_999);

const itemWords = z.strictObject({
  next: z.string().trim().max(2_000),
  /** When that is to be done, epoch ms; null: at any time. */
  nextAt: instant.nullable(),
  /** 'no link by 06:50: move row C'. */
  ifThen: z.string().trim().max(2_000),
  /** What was tried, where the record does not say it. */
  tried: z.string().trim().max(4_000),
});
/** Judgement about one item of the briefing, by its key. */
export type ItemWords = Readonly<z.infer<typeof itemWords>>;

export const MOST_PROMISES = 200;

/** What somebody outside was told would happen: a call-back, a report. */
export const handoffPromise = z.strictObject({
  id: z.string().min(1).max(64),
  to: z.string().trim().min(1, 'say to whom').max(200),
  text: z.string().trim().min(1, 'say what').max(2_000),
  at: instant.nullable().default(null),
  /** Who keeps it. */
  by: z.string().trim().max(128).default(''),
  doneAt: instant.nullable().default(null),
});
export type HandoffPromise = Readonly<z.infer<typeof handoffPromise>>;

/**
 * What an operator types into a draft; what is left out stays as it is, each of the words about an item too: whoever types at
 * another desk at the same time does not take them away. Items by key, null takes all words about one away.
 */
export const handoffWords = z
  .strictObject({
    outgoing: givenName,
    incoming: z.union([z.literal(''), givenName]),
    judgement: z.string().max(20_000),
    /** Contacts and ways to escalate that changed, where the record does not say it. */
    contacts: z.string().max(10_000),
    items: z.record(z.string().max(400), itemWords.partial().nullable()),
    /** All of them: those that are left out are taken away. */
    promises: z.array(handoffPromise).max(MOST_PROMISES),
    /** One by one, by id: null takes it away, the others stay. */
    promiseById: z.record(z.string().min(1).max(64), handoffPromise.omit({ id: true }).nullable()),
  })
  .partial();
export type HandoffWords = Readonly<z.infer<typeof handoffWords>>;

/** The stretch that is handed over, or taken over. */
export interface HandoffShift {
  /** Of a planned one; null: nobody planned it. */
  readonly key: string | null;
  readonly name: string;
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
}

export interface Signature {
  readonly by: string;
  readonly at: number;
  /** Head of the journal's chain when it was signed. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** Whether it was sworn to with a PIN. */
  readonly withPin: boolean;
  /** At whose desk, where that is not their own; ''. */
  readonly desk: string;
}

/** `by`: 'A. Brandt', or "A. Brandt at M. Okafor's desk" where somebody else was signed in there. */
interface Mark {
  readonly by: string;
  readonly at: number;
}

export interface HandoffQuestion extends Mark {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly (Mark & { readonly text: string })[];
}

/** As lists and the top bar show it. */
export interface HandoffSummary {
  readonly id: HandoffId;
  /** Rises with every change. */
  readonly rev: number;
  readonly state: HandoffState;
  readonly shift: HandoffShift;
  readonly next: HandoffShift | null;
  readonly outgoing: string;
  readonly incoming: string;
  readonly createdAt: number;
  readonly readyAt: number | null;
  readonly endedAt: number | null;
  /** Of items that want a tick, and of those that want to be read back; both 0 before it is ready. */
  readonly ticked: { readonly done: number; readonly of: number };
  readonly readBack: { readonly done: number; readonly of: number };
  readonly openQuestions: number;
  /** It went out although something blocked it, with a reason. */
  readonly overridden?: boolean;
}

export interface Handoff extends HandoffSummary {
  readonly judgement: string;
  readonly contacts: string;
  readonly items: Readonly<Record<string, ItemWords>>;
  readonly promises: readonly HandoffPromise[];
  /** Frozen at 'ready'; null before. A way back to draft thaws it. */
  readonly briefing: Briefing | null;
  /** SHA-256, hex, of the canonical JSON of briefing and words at 'ready'; '' before. */
  readonly hash: string;
  /** It went out although something blocked it: who said why. */
  readonly override: (Mark & { readonly reason: string; readonly blocks: readonly string[] }) | null;
  readonly ticks: Readonly<Record<string, Mark>>;
  readonly readBacks: Readonly<Record<string, Mark & { readonly text: string }>>;
  readonly questions: readonly HandoffQuestion[];
  readonly signatures: { readonly outgoing: Signature | null; readonly incoming: Signature | null };
  readonly declined: (Mark & { readonly reason: string }) | null;
  readonly supersededBy: HandoffId | null;
  /** It was ready before and taken back: as it was then, for what ticks and read-backs were about. Absent: it never was. */
  readonly thawed?: HandoffThawed;
  /** Read-backs of items that were otherwise when it was ready again: kept, and counted no more. */
  readonly earlierReadBacks?: readonly (Mark & { readonly key: string; readonly text: string })[];
  /** What was otherwise than in the frozen briefing when it was accepted or declined. */
  readonly differences?: readonly BriefingDifference[];
}

/** As lists and the live world have it. */
export function summaryOf(handoff: Handoff): HandoffSummary {
  const { id, rev, state, shift, next, outgoing, incoming, createdAt, readyAt, endedAt } = handoff;
  const { ticked, readBack, openQuestions } = handoff;
  return {
    ...{ id, rev, state, shift, next, outgoing, incoming, createdAt, readyAt, endedAt },
    ...{ ticked, readBack, openQuestions },
    ...(handoff.override === null ? {} : { overridden: true }),
  };
}

export interface HandoffThawed extends Mark {
  readonly reason: string;
  readonly incoming: string;
  readonly briefing: Briefing;
  readonly items: Readonly<Record<string, ItemWords>>;
}

/** Why it cannot go on yet. `isHard`: no reason helps. */
export interface HandoffBlock {
  readonly what: 'ready' | 'accept';
  /** Item that it is about; ''. */
  readonly key: string;
  readonly text: string;
  readonly isHard: boolean;
}

/** What is otherwise now than in the frozen briefing. */
export interface BriefingDifference {
  readonly how: 'new' | 'changed' | 'gone';
  readonly key: string;
  readonly section: BriefingSectionId;
  readonly subject: string;
  /** What changed, in a few words: 'state', 'lag'. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export const HANDOFF_ACTS = ['write', 'ready', 'back-to-draft', 'mark', 'ask', 'accept', 'decline'] as const;
export type HandoffAct = (typeof HANDOFF_ACTS)[number];

export interface HandoffView {
  readonly handoff: Handoff;
  /** Of a draft as it is now, else the frozen one. */
  readonly briefing: Briefing;
  /** Keys of items that want a tick; of those that want to be read back. */
  readonly toTick: readonly string[];
  readonly toReadBack: readonly string[];
  readonly blocks: readonly HandoffBlock[];
  /** Since it froze; empty unless it is ready. */
  readonly differences: readonly BriefingDifference[];
  readonly can: readonly HandoffAct[];
  /** Head of the chain now. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** What became of an item after the hand-over. */
export interface HandoffAftermath {
  readonly key: string;
  /** In words: 'resolved 07:12, 72 min later by A. Brandt'; 'still open'. */
  readonly became: string;
  readonly at: number | null;
  /** Whether it went as the words said: null: nobody said, or nothing can be told. */
  readonly asSaid: boolean | null;
}
