// The timeline: pages of it, notes, corrections, pins, redactions, files. (Scaffold: its owner writes it.)

import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import { unwritten } from '../unwritten.ts';
import type { IncidentBook } from './book.ts';
import type { ContractInput, ContractOutput } from './inputs.ts';

export interface Timeline {
  page(input: ContractInput<'timeline'>): ContractOutput<'timeline'>;
  placeOf(input: ContractInput<'placeOf'>): ContractOutput<'placeOf'>;
  note(input: ContractInput<'note'>, actor: Actor): { seq: number };
  correct(input: ContractInput<'correct'>, actor: Actor): { seq: number };
  pin(input: ContractInput<'pin'>, actor: Actor): { seq: number };
  redact(input: ContractInput<'redact'>, actor: Actor): { seq: number };
  uploadPart(input: ContractInput<'uploadPart'>): ContractOutput<'uploadPart'>;
  attach(input: ContractInput<'attach'>, actor: Actor): { seq: number };
  attachmentPart(input: ContractInput<'attachmentPart'>): ContractOutput<'attachmentPart'>;
  search(input: ContractInput<'search'>): ContractOutput<'search'>;
  follow(
    incidentId: IncidentId,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<{ readonly total: number }, void, void>;
  stop(): void;
}

export interface TimelineOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly book: IncidentBook;
}

export function createTimeline(_: TimelineOptions): Timeline {
  return unwritten<Timeline>('timeline', { stop() {} });
}
