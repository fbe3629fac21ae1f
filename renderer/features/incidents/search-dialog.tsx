// Words anywhere in incidents, notes and outputs: typed, found a moment later, and Enter leads to the very entry.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { SearchHit } from '../../../electron/contract/api/incidents.ts';
import { useNowEvery } from '../../lib/now.ts';
import { figure } from '../../lib/number.ts';
import { when } from '../../lib/time.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { goToIncident } from '../../store/incidents.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Excerpt } from './excerpt.tsx';
import './search.css';

/** Typing rests this long before anything is asked. */
const REST_MS = 80;
const SHOWN = 100;
/** How far each key moves; the list is a ring. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

interface Found {
  /** The text it answers; null before the first answer. */
  readonly text: string | null;
  readonly hits: readonly SearchHit[];
  readonly failure: string | null;
}

export function SearchDialog(_: object) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const text = typed.trim();
  const { hits, failure, text: answered } = useHits(text);
  const list = useRef<HTMLDivElement>(null);
  // Enter before the answer is there: the best of it is gone to when it comes.
  const [hurried, setHurried] = useState('');
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const take = (hit: SearchHit | undefined) => {
    if (!hit) return;
    closeDialog();
    goToIncident(hit.incidentId, hit.entry?.seq);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer is waited for
  useEffect(() => {
    if (hurried !== '' && hurried === answered) take(hits[0]);
  }, [hurried, answered]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    // What is in front answers an older text until the new answer is there: that one is not gone to.
    if (event.key === 'Enter' && answered !== text) setHurried(text);
    else if (event.key === 'Enter') take(hits[at]);
    else if (step !== undefined && hits.length > 0) setAt((((at + step) % hits.length) + hits.length) % hits.length);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Search incidents and notes" bare size="wide" onClose={closeDialog}>
      <div className="palette">
        <input
          className="palette-input"
          role="combobox"
          aria-label="Words in incidents, notes and outputs"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits.length > 0 ? `hit-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Words in incidents, notes and outputs"
          value={typed}
          onChange={(event) => {
            setAt(0);
            setHurried('');
            setTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id="search-hits" className="palette-list hits" role="listbox" aria-label="Found" tabIndex={-1}>
          {hits.map((hit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={`${hit.incidentId} ${hit.entry?.seq}`}
              id={`hit-${index}`}
              className="hit"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerMove={() => setAt(index)}
              onClick={() => take(hit)}
            >
              <Hit hit={hit} />
            </div>
          ))}
        </div>
        <p className="palette-none" role="status">
          {statusWords(text, answered, hits.length, failure)}
          {text !== '' && hits.length === 0 && (
            <>
              {' '}
              <Keycap keys="Escape" /> closes.
            </>
          )}
        </p>
      </div>
    </Dialog>
  );
}

function statusWords(text: string, answered: string | null, hits: number, failure: string | null): string {
  if (failure !== null) return `It could not be searched: ${failure}`;
  if (text === '') return 'All words must be there, the last may be half a word. Best first.';
  if (answered !== text) return 'Searching…';
  if (hits === 0) return 'Nothing has these words.';
  return hits === SHOWN ? `The ${figure(SHOWN)} best; more words find fewer.` : `${figure(hits)} found.`;
}

function Hit({ hit: { number, title, entry, excerpt } }: { readonly hit: SearchHit }) {
  const now = useNowEvery(60_000);
  return (
    <>
      <span className="hit-1">
        <span className="mono">{number}</span>
        <b>{title}</b>
        <u>{entry ? `${entry.kind} by ${entry.who}, ${when(entry.at, now)}` : 'the incident'}</u>
      </span>
      <span className="hit-2">
        <Excerpt text={excerpt} />
      </span>
    </>
  );
}

/** What stays until the next answer: an older one, so that the list does not blink at each letter. */
function useHits(text: string): Found {
  const [found, setFound] = useState<Found>({ text: null, hits: [], failure: null });
  useEffect(() => {
    if (text === '') return setFound({ text: null, hits: [], failure: null });
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await ask(text);
      if (wanted) setFound(answer);
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

async function ask(text: string): Promise<Found> {
  try {
    return { text, hits: await engine().incidents.search({ text, limit: SHOWN }), failure: null };
  } catch (error) {
    return { text, hits: [], failure: error instanceof Error ? error.message : String(error) };
  }
}
