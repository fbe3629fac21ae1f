// What can be done with the timeline: going through it, and acting on the entry in front.
import type { RefObject } from 'react';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { engine } from '../../../link/client.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { goTo } from '../../../store/route.ts';
import { attempt, say } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { toggleUnfolded, useIncidentView, viewOf } from '../incident-view.ts';
import { entryText, isLong } from './entry-words.ts';
import type { ListHand } from './timeline-list.tsx';
import type { Timeline } from './use-timeline.ts';

export interface TimelineActs {
  /** There is nothing to go through. */
  readonly none: boolean;
  /** The one in front; null: none, or it is not read yet. */
  readonly entry: TimelineEntry | null;
  readonly openWords: string;
  readonly canOpen: boolean;
  readonly canPin: boolean;
  readonly canCorrect: boolean;
  readonly canRedact: boolean;
  readonly open: () => void;
  readonly pin: () => void;
  readonly correct: () => void;
  readonly redact: () => void;
  readonly copy: () => void;
  readonly move: (by: number) => void;
  readonly movePage: (by: 1 | -1) => void;
  readonly first: () => void;
  readonly last: () => void;
  /** Puts the first entry that happened at or after a moment in front. */
  readonly jump: (at: number) => Promise<void>;
}

/** Kinds that are about the record itself: putting them right again would only tie knots. */
const OF_THE_RECORD: ReadonlySet<string> = new Set(['pin', 'redaction', 'export']);

export function useTimelineActs(
  incident: Incident,
  { view, feed }: Timeline,
  hand: RefObject<ListHand | null>,
  onCorrect: (entry: TimelineEntry) => void,
): TimelineActs {
  const { id: incidentId } = incident;
  const { selected, unfolded, filter } = useIncidentView(incidentId);
  const here = selected ? view.entries.get(selected.at) : undefined;
  const entry = here && here.seq === selected?.seq ? here : null;
  const hosts = useWorld((world) => world.hosts);
  const opening = openingOf(incident, entry, hosts.has.bind(hosts), entry !== null && unfolded.has(entry.seq));
  const from = () => viewOf(incidentId).selected?.at ?? null;
  const move = (by: number) => {
    const at = from();
    // Without one in front it begins at the newest.
    if (at === null) hand.current?.go(view.total - 1, 'auto');
    else hand.current?.go(at + by, 'auto');
  };
  return {
    none: view.total === 0,
    entry,
    openWords: opening?.words ?? 'Open',
    canOpen: opening !== null || canFollow(entry),
    canPin: entry !== null && !OF_THE_RECORD.has(entry.kind),
    canCorrect: entry !== null && entry.correctedBy === null && !OF_THE_RECORD.has(entry.kind),
    canRedact: entry !== null && entry.redacted === null && (entry.body !== null || entry.attachment !== null),
    open() {
      if (opening) opening.run();
      else if (entry?.correctedBy) void goToSeq(feed, hand, entry.correctedBy.seq);
    },
    pin: () => void (entry && pinEntry(incidentId, entry)),
    correct: () => entry && onCorrect(entry),
    redact: () => entry && openDialog({ type: 'redact', incidentId, seq: entry.seq }),
    copy() {
      if (!entry) return;
      const copied = copyText(entryText(entry));
      say(copied ? 'Copied.' : 'The clipboard took nothing. Select the text with the pointer.', !copied);
    },
    move,
    movePage: (by) => move(by * (hand.current?.page() ?? 1)),
    first: () => hand.current?.go(0, 'start'),
    last: () => hand.current?.toEnd(),
    async jump(at) {
      const asked = { incidentId, filter: { ...filter, kinds: [...filter.kinds] }, at };
      try {
        const { offset, total } = await engine().incidents.placeOf(asked);
        hand.current?.go(Math.min(offset, total - 1), 'start');
      } catch (error) {
        say(error instanceof Error ? error.message : String(error), true);
      }
    },
  };
}

const canFollow = (entry: TimelineEntry | null): boolean => (entry?.correctedBy ?? null) !== null;

/** What Enter does with an entry, and what it is called. */
function openingOf(
  { id: incidentId }: Incident,
  entry: TimelineEntry | null,
  isKnown: (hostId: NonNullable<TimelineEntry['hostId']>) => boolean,
  isUnfolded: boolean,
): { readonly words: string; readonly run: () => void } | null {
  if (!entry) return null;
  const { attachment, redacted, hostId, seq, correctedBy } = entry;
  if (attachment && redacted === null) {
    return { words: 'Open the file', run: () => openDialog({ type: 'attachment', incidentId, attachment }) };
  }
  if (isLong(entry) && redacted === null) {
    return { words: isUnfolded ? 'Show less' : 'Show all', run: () => toggleUnfolded(incidentId, seq) };
  }
  if (correctedBy) return null;
  if (hostId && isKnown(hostId)) return { words: 'Open host', run: () => goTo({ screen: 'host', hostId }) };
  return null;
}

/** Brings an entry into view by its seq, wherever it stands; says so when the filter hides it. */
export async function goToSeq(feed: Timeline['feed'], hand: RefObject<ListHand | null>, seq: number): Promise<void> {
  try {
    const place = (await feed?.find(seq)) ?? null;
    if (place === null) say(`Entry ${seq} is not among those that are shown.`, true);
    else hand.current?.go(place, 'center');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  }
}

const pinEntry = (incidentId: Incident['id'], { seq, pinned }: TimelineEntry): Promise<boolean> =>
  attempt(
    () => engine().incidents.pin({ incidentId, seq, pinned: !pinned }),
    () => (pinned ? 'No longer pinned.' : 'Pinned.'),
  );
