// Hand-overs from draft to signatures: kept with every key, decided by core/handoff-*.ts, told to the screens.
import { randomUUID } from 'node:crypto';
import type { HandoffForm } from '../../../contract/api/handoffs.ts';
import type { Briefing } from '../../../contract/model/briefing.ts';
import {
  type Handoff,
  type HandoffSummary,
  type HandoffView,
  type HandoffWords,
  summaryOf,
} from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { HandoffMoment, HandoffRuling } from '../../core/handoff-state.ts';
import { answer, ask, readBack, tick } from '../../core/handoff-taking.ts';
import { backToDraft, begin, supersede, write } from '../../core/handoff-writing.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook } from '../incidents/book.ts';
import { nameOf } from '../incidents/incident-gathering.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { DesktopHost } from '../screens.ts';
import type { Shifts } from '../shifts/shifts.ts';
import type { Briefings } from './briefing.ts';
import { createHandoffBook } from './handoffs-book.ts';
import { createHandoffExports } from './handoffs-export.ts';
import { createLooking, newHandoffId } from './handoffs-looking.ts';
import { createSigning } from './handoffs-signing.ts';

export interface Handoffs {
  briefing(from: number | null): Promise<Briefing>;
  begin(input: { readonly incoming: string }, actor: Actor): Promise<HandoffView>;
  view(handoffId: HandoffId, actor: Actor): Promise<HandoffView>;
  write(handoffId: HandoffId, words: HandoffWords, actor: Actor): Promise<HandoffView>;
  ready(
    input: { readonly handoffId: HandoffId; readonly override: string; readonly pin: string },
    actor: Actor,
  ): Promise<HandoffView>;
  backToDraft(input: { readonly handoffId: HandoffId; readonly reason: string }, actor: Actor): Promise<HandoffView>;
  tick(
    input: { readonly handoffId: HandoffId; readonly item: string; readonly ticked: boolean },
    actor: Actor,
  ): Promise<HandoffView>;
  readBack(
    input: { readonly handoffId: HandoffId; readonly item: string; readonly text: string },
    actor: Actor,
  ): Promise<HandoffView>;
  ask(input: { readonly handoffId: HandoffId; readonly text: string }, actor: Actor): Promise<HandoffView>;
  answer(
    input: { readonly handoffId: HandoffId; readonly questionId: string; readonly text: string },
    actor: Actor,
  ): Promise<HandoffView>;
  accept(
    input: { readonly handoffId: HandoffId; readonly withQuestions: boolean; readonly pin: string },
    actor: Actor,
  ): Promise<HandoffView>;
  decline(
    input: { readonly handoffId: HandoffId; readonly reason: string; readonly pin: string },
    actor: Actor,
  ): Promise<HandoffView>;
  list(wanted: {
    readonly from: number | null;
    readonly to: number | null;
    readonly offset: number;
    readonly limit: number;
  }): { readonly total: number; readonly handoffs: readonly HandoffSummary[] };
  exportFile(
    input: { readonly handoffId: HandoffId; readonly form: HandoffForm; readonly zone: string },
    actor: Actor,
  ): Promise<{ name: string; type: string; content: string; base64: boolean }>;
  /** The open one, for the live world. */
  standing(): HandoffSummary | null;
}

export interface HandoffOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly shifts: Pick<Shifts, 'on' | 'before' | 'after' | 'swear'>;
  readonly briefings: Briefings;
  /** What goes over when it is accepted is written with it, or nothing is. */
  readonly incidentBook: IncidentBook;
  readonly desktop: DesktopHost | null;
}

export function createHandoffs(options: HandoffOptions): Handoffs {
  const { store } = options;
  const book = createHandoffBook(options);
  const looking = createLooking({ ...options, book });
  const signing = createSigning({ ...options, book, looking });
  const exports = createHandoffExports({ ...options, looking });
  /** One act of one hand-over that is not sworn to. */
  const act = (
    id: HandoffId,
    actor: Actor,
    rule: (handoff: Handoff, moment: HandoffMoment) => HandoffRuling,
  ): Promise<HandoffView> => {
    book.change(id, actor, (handoff, now) => rule(handoff, { by: nameOf(actor), now }));
    return looking.view(id, true);
  };
  return {
    briefing: looking.briefing,
    async begin({ incoming }, actor) {
      const by = nameOf(actor);
      const stretch = looking.stretch(by);
      const briefing = await looking.live({ ...stretch, briefing: null });
      const id = newHandoffId();
      book.write(actor, (now) => {
        const open = store.handoffRows.open();
        const last = open[0] ?? store.handoffRows.lastEnded();
        const begun = begin({ id, stretch, incoming, last, briefing }, { by, now });
        return [...open.map((one) => supersede(one, id, briefing, now)), begun];
      });
      return looking.view(id, true);
    },
    view: (id) => looking.view(id),
    write: async (id, words, actor) => act(id, actor, (handoff) => write(handoff, words)),
    async ready({ handoffId, override, pin }, actor) {
      await signing.ready(handoffId, override, pin, actor);
      return looking.view(handoffId, true);
    },
    backToDraft: async ({ handoffId, reason }, actor) =>
      act(handoffId, actor, (handoff, moment) => backToDraft(handoff, reason, moment)),
    tick: async ({ handoffId, item, ticked }, actor) =>
      act(handoffId, actor, (handoff, moment) => tick(handoff, item, ticked, moment)),
    readBack: async ({ handoffId, item, text }, actor) =>
      act(handoffId, actor, (handoff, moment) => readBack(handoff, item, text, moment)),
    ask: async ({ handoffId, text }, actor) =>
      act(handoffId, actor, (handoff, moment) => ask(handoff, randomUUID(), text, moment)),
    answer: async ({ handoffId, questionId, text }, actor) =>
      act(handoffId, actor, (handoff, moment) => answer(handoff, questionId, text, moment)),
    async accept({ handoffId, withQuestions, pin }, actor) {
      await signing.accept(handoffId, withQuestions, pin, actor);
      return looking.view(handoffId);
    },
    async decline({ handoffId, reason, pin }, actor) {
      await signing.decline(handoffId, reason, pin, actor);
      return looking.view(handoffId);
    },
    list: (wanted) => ({
      total: store.handoffRows.count(wanted),
      handoffs: store.handoffRows.summaries(wanted),
    }),
    exportFile: (input, actor) => exports.exportFile(input, actor),
    standing() {
      const open = book.open();
      return open && summaryOf(open);
    },
  };
}
