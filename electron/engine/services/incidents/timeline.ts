// The timeline: the journal seen from one incident, and what people add to it. (spec: incidents, "Timeline")

import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import { createAttachments } from './attachments.ts';
import type { IncidentBook } from './book.ts';
import type { ContractInput, ContractOutput } from './inputs.ts';
import type { TimelineLinks } from './links.ts';
import { searchTimelines } from './search.ts';
import { createTimelineFeed } from './timeline-feed.ts';
import { createForgetting } from './timeline-forgetting.ts';
import { createNotes } from './timeline-notes.ts';
import { createPages } from './timeline-pages.ts';

export interface Timeline {
  page(input: ContractInput<'timeline'>): ContractOutput<'timeline'>;
  placeOf(input: ContractInput<'placeOf'>): ContractOutput<'placeOf'>;
  note(input: ContractInput<'note'>, actor: Actor): { seq: number };
  correct(input: ContractInput<'correct'>, actor: Actor): { seq: number };
  pin(input: ContractInput<'pin'>, actor: Actor): { seq: number };
  redact(input: ContractInput<'redact'>, actor: Actor): { seq: number };
  uploadPart(input: ContractInput<'uploadPart'>): Promise<ContractOutput<'uploadPart'>>;
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
  readonly links: Pick<TimelineLinks, 'onTouched'>;
}

export function createTimeline({ clock, store, book, links }: TimelineOptions): Timeline {
  const pages = createPages(store);
  const feed = createTimelineFeed(pages.total);
  const undo = links.onTouched(feed.touched);
  const forgetting = createForgetting(clock, store);
  const notes = createNotes({ store, book, onRedacted: forgetting.begin });
  const attachments = createAttachments({ clock, store });
  return {
    ...notes,
    page: pages.page,
    placeOf: pages.placeOf,
    uploadPart: attachments.uploadPart,
    attachmentPart: attachments.part,
    search: (input) => searchTimelines(store, input),
    follow: feed.subscribe,
    stop() {
      undo();
      feed.close();
      attachments.stop();
      forgetting.stop();
    },
  };
}
