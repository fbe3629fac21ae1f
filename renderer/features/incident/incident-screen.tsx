// One incident: its timeline at the left, what is known of it at the right, a note box that is always ready.
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { IncidentId, RunId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { TimelineEntry } from '../../../electron/contract/model/timeline.ts';
import { useWide } from '../../lib/use-wide.ts';
import { goBack, goTo } from '../../store/route.ts';
import { useRunOfIncident } from '../../store/runs.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { IncidentHead } from './incident-head.tsx';
import { IncidentSide } from './incident-side.tsx';
import { paneShown, useIncidentView } from './incident-view.ts';
import { filesOf, hasFiles } from './note/dropped-files.ts';
import { NoteBox } from './note/note-box.tsx';
import { sendFiles } from './note/uploads.ts';
import type { ListHand } from './timeline/timeline-list.tsx';
import { TimelineSection } from './timeline/timeline-section.tsx';
import { type Timeline, useTimeline } from './timeline/use-timeline.ts';
import { goToSeq, useTimelineActs } from './timeline/use-timeline-acts.ts';
import { useIncident } from './use-incident.ts';
import { useIncidentKeys } from './use-incident-keys.tsx';
import './incident.css';
import './incident-run.css';
import './incident-timeline.css';
import './incident-entry.css';
import './incident-filter.css';
import './incident-note.css';

/** The Incident screen, with the entry `seq` in front. One that is not on record says so and leads back. */
export function IncidentScreen({
  incidentId,
  seq,
  runPane,
}: {
  readonly incidentId: IncidentId;
  readonly seq: number | undefined;
  readonly runPane: PageProps['runPane'];
}) {
  const found = useIncident(incidentId);
  if (found.type === 'ready')
    return <IncidentPage incident={found.incident} seq={seq} again={found.again} runPane={runPane} />;
  return (
    <main className="incident gone">
      {found.type === 'loading' ? <Waiting /> : <NotFound reason={found.reason} again={found.again} />}
    </main>
  );
}

interface PageProps {
  readonly incident: Incident;
  readonly seq: number | undefined;
  readonly again: () => void;
  /** Draws the run that belongs to it. */
  readonly runPane: (runId: RunId) => ReactNode;
}

function IncidentPage({ incident, seq, again, runPane }: PageProps) {
  const { filter } = useIncidentView(incident.id);
  const timeline = useTimeline(incident.id, filter);
  const [corrects, setCorrects] = useState<TimelineEntry | null>(null);
  const [isJumping, setJumping] = useState(false);
  const hand = useRef<ListHand | null>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLInputElement>(null);
  const acts = useTimelineActs(incident, timeline, hand, (entry) => {
    setCorrects(entry);
    requestAnimationFrame(() => note.current?.focus());
  });
  useIncidentKeys({ incident, acts, note, files, words, onJump: () => setJumping(true) });
  useEntryInFront(timeline, hand, seq);
  useReadAgain(incident.id, timeline, again);
  useDialogsAhead();
  const { isOver, ...drop } = useDrop((dropped) => sendFiles(incident.id, dropped));
  return (
    <main className={mainClass(isOver, useHasRun(incident.id))} {...drop}>
      <IncidentHead incident={incident} />
      <div className="ileft">
        <TimelineSection
          {...{ incident, timeline, hand, words, isJumping }}
          onJump={(at) => {
            setJumping(false);
            void acts.jump(at);
          }}
          onLeaveJump={() => setJumping(false)}
        />
        <NoteBox incident={incident} corrects={corrects} onCorrected={() => setCorrects(null)} box={note} />
        <input
          ref={files}
          className="vh"
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Files for the next note"
          onChange={({ currentTarget }) => {
            sendFiles(incident.id, [...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
      <IncidentSide incident={incident} runPane={runPane} />
    </main>
  );
}

const mainClass = (isOver: boolean, hasRun: boolean): string =>
  ['incident', isOver && 'dropping', hasRun && 'with-run'].filter(Boolean).join(' ');

/** Whether a run has its place beside the timeline now: it wants more room than facts do. */
function useHasRun(id: IncidentId): boolean {
  const run = useRunOfIncident(id);
  const view = useIncidentView(id);
  const isWide = useWide();
  return run !== null && (isWide || paneShown(view, run, isWide) === 'run');
}

/** Whoever presses x types on at once: what it opens is there before. */
function useDialogsAhead(): void {
  useEffect(() => {
    const waiting = requestIdleCallback(() => {
      void import('./redact-dialog.tsx');
      void import('./attachment-dialog.tsx');
    });
    return () => cancelIdleCallback(waiting);
  }, []);
}

/** Once, when the timeline is there: the entry somebody came for. */
function useEntryInFront(
  { view, feed }: Timeline,
  hand: { readonly current: ListHand | null },
  seq: number | undefined,
) {
  const done = useRef<number | null>(null);
  const isReady = view.state === 'ready' && view.total > 0;
  useEffect(() => {
    if (!isReady || seq === undefined || done.current === seq) return;
    done.current = seq;
    void goToSeq(feed, hand, seq);
  }, [isReady, seq, feed, hand]);
}

/** One that is not in the live world any more is asked for again when its record grew: somebody did something to it. */
function useReadAgain(id: IncidentId, { view }: Timeline, again: () => void): void {
  const isLive = useWorld((world) => world.incidents.has(id));
  const latest = useRef(again);
  latest.current = again;
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the length of the record is what it goes by
  useEffect(() => {
    if (view.total === 0) return;
    if (!first.current && !isLive) latest.current();
    first.current = false;
  }, [view.total]);
}

/** Files may be dropped anywhere on the screen: they wait at the note box. */
function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    onDragOver(event: DragEvent) {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (event.currentTarget === event.target) setOver(false);
    },
    onDrop(event: DragEvent) {
      setOver(false);
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      onFiles(filesOf(event.dataTransfer, Date.now()));
    },
  };
}

/** The final layout in still blocks. */
function Waiting() {
  return (
    <div className="iwait" role="status" aria-label="The incident is being read">
      <div className="skel" />
      <div className="skel" />
      <div className="skel" />
    </div>
  );
}

function NotFound({ reason, again }: { readonly reason: string; readonly again: () => void }) {
  return (
    <div className="empty">
      <b>This incident could not be read.</b>
      <p>{reason}</p>
      <span className="acts">
        <button type="button" className="btn pri" onClick={again}>
          Read it again
        </button>
        <button type="button" className="btn" onClick={() => goTo({ screen: 'incidents' })}>
          <Keycap keys="g i" />
          All incidents
        </button>
        <button type="button" className="btn" onClick={goBack}>
          <Keycap keys="Escape" />
          Back
        </button>
      </span>
    </div>
  );
}
