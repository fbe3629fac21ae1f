// The keys of a run: what is possible now, in the order of likelihood; the same list is drawn under the step.
import type { ActType, RunView } from '../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { goToIncident } from '../../store/incidents.ts';
import { commandShown, type Hand } from './hand.ts';
import { canDo, type NextThing } from './run-facts.ts';
import type { RunLook } from './run-look.ts';

/** `inPane`: beside a timeline, where Esc gives the keys back. */
export function runKeys(
  view: RunView,
  look: RunLook,
  next: NextThing | null,
  hand: Hand,
  inPane: boolean,
): readonly KeyBinding[] {
  const isFront = look.path === null && look.sheet === 'step';
  const other: KeyBinding = { keys: ['Enter'], label: 'Back to the step in front', bar: 'first', run: hand.back };
  return [
    isFront
      ? { keys: ['Enter'], label: next?.label ?? 'Next', bar: 'first', off: next === null, run: hand.next }
      : other,
    ...faceKeys(view, hand, isFront),
    ...wayKeys(view, hand, isFront),
    ...readKeys(view, look, hand, inPane),
  ];
}

function faceKeys(view: RunView, hand: Hand, isFront: boolean): readonly KeyBinding[] {
  const { face } = view;
  const items = isFront && canDo(view, 'tick') ? (face?.checklist.length ?? 0) : 0;
  const options = isFront && canDo(view, 'go') && face?.question ? face.options.length : 0;
  const digit = (n: number): KeyBinding => ({
    keys: [String(n)],
    label: items > 0 ? `Tick item ${n}` : `Pick answer ${n}`,
    off: n > Math.max(items, options),
    move: true,
    run: () => (items > 0 ? hand.tick(n - 1) : hand.pick(n - 1)),
  });
  const usual = options > 0 ? (face?.defaultOption ?? null) : null;
  return [
    { keys: ['Space'], label: 'Tick', bar: 'always', off: items === 0, move: true, run: hand.tickNext },
    { keys: ['0', 'd'], label: 'None of these', off: usual === null, move: true, run: () => hand.pick(usual) },
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit),
  ];
}

/** The ways out of a step, and who holds the pen. */
function wayKeys(view: RunView, hand: Hand, isFront: boolean): readonly KeyBinding[] {
  const key = (keys: string, type: ActType, label: string, bar: KeyBinding['bar'], run: () => void): KeyBinding => ({
    keys: [keys],
    label,
    ...(bar === undefined ? {} : { bar }),
    off: !canDo(view, type) || !isFront,
    run,
  });
  const { phase } = view.run;
  const isOut = phase === 'failed' || phase === 'interrupted';
  return [
    { keys: ['Ctrl+.'], label: 'Stop', bar: 'always', off: !canDo(view, 'stop'), everywhere: true, run: hand.stop },
    key('r', 'retry', phase === 'interrupted' ? 'Run it again' : 'Retry', 'always', () => hand.retry('retry')),
    key('R', 'retry-failed', 'Retry the failed', 'always', () => hand.retry('retry-failed')),
    key('x', 'mark-done', 'Mark done', isOut ? 'always' : undefined, () => hand.word('mark-done')),
    key('G', 'go-on', 'Go on anyway', 'always', () => hand.word('go-on')),
    key('s', 'skip', 'Skip', 'always', () => hand.word('skip')),
    key('b', 'rollback', 'Roll back', isOut ? 'always' : 'roomy', () => hand.word('rollback')),
    key('a', 'abort', 'Abort', isOut ? 'always' : 'roomy', () => hand.word('abort')),
    key('D', 'refuse', 'Refuse', 'always', () => hand.word('refuse')),
    key('p', 'pass-pen', 'Pass the pen', 'roomy', () => hand.word('pass-pen')),
    key('P', 'take-pen', 'Take the pen', canDo(view, 'pass-pen') ? undefined : 'always', () => hand.word('take-pen')),
    key('l', 'link', 'Link to an incident', undefined, () => hand.word('link')),
  ];
}

/** Reading: other steps, the whole output, the difference, the incident. */
function readKeys(view: RunView, look: RunLook, hand: Hand, inPane: boolean): readonly KeyBinding[] {
  const { incidentId, phase } = view.run;
  const { state } = view.file;
  const isElsewhere = look.path !== null || look.sheet !== 'step';
  return [
    { keys: ['c'], label: 'Copy the command', bar: 'roomy', off: commandShown(view) === null, run: hand.copy },
    {
      keys: ['o'],
      label: look.sheet === 'output' ? 'Close the output' : 'Full output',
      bar: 'roomy',
      off: look.sheet === 'difference',
      run: () => hand.sheet('output'),
    },
    {
      keys: ['f'],
      label: 'What changed in the file',
      off: state === 'same' || view.file.difference === '',
      run: () => hand.sheet('difference'),
    },
    {
      keys: ['i'],
      label: 'Open the incident',
      ...(phase === 'ended' ? { bar: 'always' as const } : {}),
      off: incidentId === null || inPane,
      run: () => incidentId && goToIncident(incidentId),
    },
    { keys: ['j', 'ArrowDown'], label: 'Next step', move: true, run: () => hand.move(1) },
    { keys: ['k', 'ArrowUp'], label: 'Step before', move: true, run: () => hand.move(-1) },
    // Only to be shown: each of the two has its own binding before it.
    { keys: ['j', 'k'], label: 'Steps', bar: 'roomy', move: true, run: () => hand.move(1) },
    ...(isElsewhere || inPane
      ? [
          {
            keys: ['Escape'],
            label: isElsewhere ? 'Step in front' : 'To the timeline',
            bar: 'always' as const,
            move: true,
            run: hand.back,
          },
        ]
      : []),
  ];
}
