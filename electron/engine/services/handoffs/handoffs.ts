// Hand-overs from draft to signatures: kept with every key, decided by core/handoff, told to the screens.
import type { HandoffForm } from '../../../contract/api/handoffs.ts';
import type { Briefing } from '../../../contract/model/briefing.ts';
import type { HandoffSummary, HandoffView, HandoffWords } from '../../../contract/model/handoff.ts';
import type { HandoffId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import type { Incidents } from '../incidents/incidents.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { DesktopHost } from '../screens.ts';
import type { Shifts } from '../shifts/shifts.ts';
import { unwritten } from '../unwritten.ts';
import type { Briefings } from './briefing.ts';

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
  readonly log: Log;
  readonly shifts: Shifts;
  readonly briefings: Briefings;
  readonly incidents: Incidents;
  readonly desktop: DesktopHost | null;
}

export const createHandoffs = (_options: HandoffOptions): Handoffs =>
  unwritten<Handoffs>('handoffs', { standing: () => null });
