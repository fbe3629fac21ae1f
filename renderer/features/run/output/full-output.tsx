// All that an attempt printed, to be read and searched: / looks for words, n and N go through what was found.
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Attempt, Run, RunStep } from '../../../../electron/contract/model/run.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { count } from '../../../lib/number.ts';
import { saveText } from '../../../lib/save-file.ts';
import { useKeys } from '../../../store/keys.ts';
import { sizeText } from '../../../store/run-words.ts';
import { say } from '../../../store/say.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import type { OutLine } from './live-output.ts';
import { type LinesHand, OutputLines } from './output-lines.tsx';
import { bytesOf, useAttemptLines } from './use-attempt-lines.ts';

interface Props {
  readonly run: Run;
  readonly step: RunStep;
  readonly attempts: readonly Attempt[];
}

export function FullOutput({ run, step, attempts }: Props) {
  const [chosen, setChosen] = useState(attempts.length - 1);
  const attempt = attempts[Math.min(chosen, attempts.length - 1)] ?? null;
  const { lines, note } = useAttemptLines(run.id, attempt, true);
  const box = useRef<HTMLInputElement>(null);
  const hand = useRef<LinesHand>(null);
  const [find, setFind] = useState('');
  const [place, setPlace] = useState(0);
  const hits = useMemo(
    () =>
      hitsIn(
        lines.map(({ text }) => text),
        find,
      ),
    [lines, find],
  );
  useFirstShown(hand, hits[0]);
  const turn = (by: number) => {
    if (hits.length === 0) return;
    const to = (place + by + hits.length) % hits.length;
    setPlace(to);
    hand.current?.show(hits[to] ?? 0);
  };
  useOutputKeys({
    step,
    lines,
    hits,
    chosen,
    of: attempts.length,
    turn,
    choose: setChosen,
    find: () => box.current?.select(),
  });
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter') turn(event.shiftKey ? -1 : 1);
    else if (find !== '') setFind('');
    else box.current?.blur();
  };
  return (
    <section className="sheet" aria-label={`All output of step ${step.n}`}>
      <header>
        <h2>
          <span>{step.n}</span>Output
        </h2>
        {attempt && <span className="sub">{aboutOf(attempt, chosen, attempts.length)}</span>}
        <input
          ref={box}
          className="input"
          type="search"
          aria-label="Words in the output"
          placeholder="Find words"
          value={find}
          spellCheck={false}
          onKeyDown={keys}
          onChange={({ target }) => {
            setFind(target.value);
            setPlace(0);
          }}
        />
        <span className="sub" role="status">
          {find !== '' && (hits.length === 0 ? 'not found' : `${place + 1} of ${count(hits.length, 'line')}`)}
        </span>
        <Keycap keys="/" />
      </header>
      {note !== '' && <p className="onote">{note}</p>}
      {lines.length === 0 && note === '' && <p className="onote">It printed nothing.</p>}
      <OutputLines
        label="Output"
        lines={lines}
        many={false}
        find={find}
        found={find === '' ? null : (hits[place] ?? null)}
        follows={attempt?.end === null}
        hand={hand}
      />
    </section>
  );
}

/** What is found first is shown while it is still being typed. */
function useFirstShown(hand: RefObject<LinesHand | null>, first: number | undefined): void {
  useEffect(() => {
    if (first !== undefined) hand.current?.show(first);
  }, [hand, first]);
}

interface KeyHands {
  readonly step: RunStep;
  readonly lines: readonly OutLine[];
  readonly hits: readonly number[];
  readonly chosen: number;
  readonly of: number;
  readonly turn: (by: number) => void;
  readonly choose: (attempt: number) => void;
  readonly find: () => void;
}

function useOutputKeys({ step, lines, hits, chosen, of, turn, choose, find }: KeyHands): void {
  const text = () => lines.map((line) => line.text).join('\n');
  const name = `${step.path}.txt`.replaceAll('/', '-');
  const none = lines.length === 0;
  useKeys('Output', [
    { keys: ['/', 'Ctrl+F'], label: 'Find words', bar: 'always', run: find },
    { keys: ['n'], label: 'Next found', bar: 'roomy', off: hits.length === 0, move: true, run: () => turn(1) },
    { keys: ['N'], label: 'Found before', off: hits.length === 0, move: true, run: () => turn(-1) },
    { keys: ['y'], label: 'Copy all of it', bar: 'roomy', off: none, run: () => copyAll(text()) },
    {
      keys: ['w'],
      label: 'Save as a file',
      off: none,
      run: () => saveText(name, text(), 'text/plain'),
    },
    { keys: ['['], label: 'Attempt before', off: chosen <= 0, move: true, run: () => choose(chosen - 1) },
    {
      keys: [']'],
      label: 'Next attempt',
      off: chosen >= of - 1,
      move: true,
      run: () => choose(chosen + 1),
    },
  ]);
}

/** Places of the lines that hold these words. */
export function hitsIn(lines: readonly string[], find: string): readonly number[] {
  const wanted = find.toLowerCase();
  return wanted === '' ? [] : lines.flatMap((line, at) => (line.toLowerCase().includes(wanted) ? [at] : []));
}

function aboutOf(attempt: Attempt, chosen: number, all: number): string {
  const which = all > 1 ? `attempt ${chosen + 1} of ${all}, ` : '';
  const where = attempt.target ? `${attempt.target.name}, ` : '';
  return `${which}${where}${attempt.summary || 'running'}, ${sizeText(bytesOf(attempt))}`;
}

function copyAll(text: string): void {
  const copied = copyText(text);
  say(
    copied ? 'The output is on the clipboard.' : 'The clipboard took nothing. Select the text with the pointer.',
    !copied,
  );
}
