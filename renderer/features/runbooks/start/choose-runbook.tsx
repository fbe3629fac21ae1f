// Which runbook: those that fit the problem first, with their reasons, then the rest of the library, by a few letters.
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunbookSummary, Suggestion } from '../../../../electron/contract/model/runbook.ts';
import { durationText } from '../../../lib/duration-text.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { useFollowLibrary } from '../../../link/library.ts';
import { useSuggestions } from '../../../link/suggested.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { isStartable, useLibraryStore } from '../../../store/library.ts';
import { reviewWords } from '../../../store/runbook-words.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { ForProblem } from './start-notes.tsx';

interface Props {
  readonly problemId: ProblemId | null;
  readonly onPick: (runbookId: string) => void;
}

interface Offer {
  readonly runbook: RunbookSummary;
  readonly suggestion: Suggestion | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

export function ChooseRunbook({ problemId, onPick }: Props) {
  useFollowLibrary();
  const runbooks = useLibraryStore((state) => state.runbooks);
  const asked = useSuggestions(problemId);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const suggestions = asked.type === 'ready' ? asked.value : null;
  const offers = useMemo(() => offersOf(runbooks ?? [], suggestions ?? [], typed), [runbooks, suggestions, typed]);
  const front = Math.min(at, Math.max(0, offers.length - 1));
  useEffect(() => {
    list.current?.children[front]?.scrollIntoView({ block: 'nearest' });
  }, [front]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const chosen = offers[front];
    if (event.key === 'Enter' && chosen) onPick(chosen.runbook.id);
    else if (step !== undefined) setAt(Math.min(offers.length - 1, Math.max(0, front + step)));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog
      title="Which runbook?"
      size="roomy"
      onClose={closeDialog}
      footer={
        <span className="note">
          <Keycap keys="ArrowUp" /> <Keycap keys="ArrowDown" /> move, <Keycap keys="Enter" /> goes on
        </span>
      }
    >
      {problemId && <ForProblem problemId={problemId} />}
      <input
        className="input"
        role="combobox"
        aria-label="Find a runbook"
        aria-expanded={offers.length > 0}
        aria-controls="runbook-offers"
        aria-activedescendant={offers.length > 0 ? `offer-${front}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="A few letters of its title, tags or owner"
        value={typed}
        onChange={(event) => {
          setAt(0);
          setTyped(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {problemId && suggestions?.length === 0 && <p className="rb-none">Nothing in the library says it is for this.</p>}
      {asked.type === 'failed' && <p className="rb-none">What fits could not be asked: {asked.reason}</p>}
      <Offers {...{ offers, front, list, onPick }} onPoint={setAt} />
      {runbooks !== null && offers.length === 0 && (
        <p className="rb-none" role="status">
          {runbooks.length === 0 ? 'The library is empty: g r says how to begin one.' : 'No runbook is like that.'}
        </p>
      )}
    </Dialog>
  );
}

interface OffersProps {
  readonly offers: readonly Offer[];
  readonly front: number;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly onPick: (runbookId: string) => void;
  readonly onPoint: (index: number) => void;
}

function Offers({ offers, front, list, onPick, onPoint }: OffersProps) {
  return (
    <div
      ref={list}
      id="runbook-offers"
      className="rb-offers"
      role="listbox"
      aria-label="Runbooks to choose from"
      tabIndex={-1}
    >
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={offer.runbook.id}
          id={`offer-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === front}
          onPointerMove={() => onPoint(index)}
          onClick={() => onPick(offer.runbook.id)}
        >
          <OfferFace {...offer} />
        </div>
      ))}
    </div>
  );
}

function OfferFace({ runbook, suggestion }: Offer) {
  const now = useNowEvery(3_600_000);
  const isOld = runbook.freshness === 'stale' || runbook.freshness === 'expired';
  return (
    <>
      <b>{runbook.title}</b>
      {suggestion && <em>fits</em>}
      {runbook.state === 'draft' && <em className="quiet">draft</em>}
      <u>
        {runbook.estimateMs === null ? '' : durationText(runbook.estimateMs)}
        {isOld && <span className="rb-old"> {reviewWords(runbook, now)}</span>}
      </u>
      <span>{suggestion ? suggestion.reasons.join(', ') : runbook.owner}</span>
    </>
  );
}

/** Those that fit first, in the order of the engine; then by title. Only what can be started. */
function offersOf(
  runbooks: readonly RunbookSummary[],
  suggestions: readonly Suggestion[],
  typed: string,
): readonly Offer[] {
  const places = new Map(suggestions.map((suggestion, at) => [suggestion.runbookId, at]));
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ title, id, owner, tags }: RunbookSummary) =>
    `${title} ${id} ${owner} ${tags.join(' ')}`.toLowerCase();
  return runbooks
    .filter((runbook) => isStartable(runbook) && words.every((word) => text(runbook).includes(word)))
    .toSorted(
      (a, b) =>
        (places.get(a.id) ?? suggestions.length) - (places.get(b.id) ?? suggestions.length) ||
        a.title.localeCompare(b.title, 'en'),
    )
    .map((runbook) => ({ runbook, suggestion: suggestions[places.get(runbook.id) ?? -1] }));
}
