// What the keys do on the host screen. Everything acts on the selected check, or on the host where no check is meant.
import type { RefObject } from 'react';
import type { Check } from '../../../electron/contract/model/check.ts';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import { engine } from '../../link/client.ts';
import { runbookKeys } from '../../link/suggested.ts';
import { openDialog } from '../../store/dialogs.ts';
import { openIncidentAbout } from '../../store/incidents.ts';
import { useKeys } from '../../store/keys.ts';
import { attempt } from '../../store/say.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { checkLook } from './check-words.ts';
import type { HostView } from './use-host.ts';

interface Wiring {
  readonly view: HostView;
  /** In the order they are shown. */
  readonly checks: readonly Check[];
  readonly check: Check | null;
  readonly setChosen: (checkId: CheckId) => void;
  readonly onTry: () => void;
  readonly sort: () => void;
  readonly side: RefObject<HTMLDivElement | null>;
}

export interface HostHand {
  /** Moves on to the details of a check. */
  readonly open: (checkId: CheckId) => void;
  /** Runs the selected check now, or all of them where none is selected. */
  readonly run: () => void;
}

export function useHostKeys({ view, checks, check, setChosen, onTry, sort, side }: Wiring): HostHand {
  const { host, problems, sentence } = view;
  const problem = (check && problems.get(check.id)) ?? sentence.problem;
  const look = check ? checkLook(check, view.states.get(check.id), problems.get(check.id)) : null;
  const move = (by: number) => {
    const index = checks.findIndex((each) => each.id === check?.id);
    const next = checks[Math.min(checks.length - 1, Math.max(0, index + by))];
    if (next) setChosen(next.id);
  };
  const open = (checkId: CheckId) => {
    setChosen(checkId);
    side.current?.querySelector<HTMLElement>('aside')?.focus();
  };
  const run = () => {
    const what = check ? { checkIds: [check.id] } : { hostId: host.id };
    void attempt(
      () => engine().monitoring.checkNow(what),
      () => (check ? `${check.name} runs now.` : 'All checks of this host run now.'),
    );
  };
  const edit = () => check && openDialog({ type: 'check-form', hostId: host.id, checkId: check.id });
  const none = check === null;
  useKeys(
    'Host',
    [
      {
        keys: ['a'],
        label: 'Acknowledge',
        bar: 'first',
        off: !problem || problem.ack !== null,
        run: () => problem && openDialog({ type: 'acknowledge', problemIds: [problem.id] }),
      },
      {
        keys: ['e'],
        label: 'Escalate',
        off: !problem,
        run: () => problem && openDialog({ type: 'escalate', problemIds: [problem.id] }),
      },
      {
        keys: ['i'],
        label: 'Incident',
        bar: 'always',
        // A host that is well may still be what somebody calls about.
        run: () =>
          problem
            ? openIncidentAbout([problem.id])
            : openDialog({ type: 'incident-form', problemIds: [], hostId: host.id }),
      },
      ...runbookKeys(problem?.id ?? null),
      {
        keys: ['m'],
        label: problem ? 'Mute' : 'Mute host',
        bar: 'always',
        // A problem is what is muted first; without one, the whole host, before work that nobody planned.
        run: () =>
          problem
            ? openDialog({ type: 'mute', problemIds: [problem.id] })
            : openDialog({ type: 'mute', problemIds: [], scope: { hostIds: [host.id] } }),
      },
      {
        keys: ['M'],
        label: 'Maintenance for this host',
        run: () => openDialog({ type: 'window-form', windowId: null, scope: { hostIds: [host.id] } }),
      },
      { keys: ['x'], label: 'Run check now', bar: problem ? 'always' : 'first', off: none, run },
      { keys: ['t'], label: 'Try it', bar: 'always', off: none, run: onTry },
      { keys: ['Enter'], label: 'Details', bar: 'roomy', off: none, run: () => check && open(check.id) },
      // + zooms into the charts (chart-keys.ts), unless there is nothing to zoom into.
      { keys: none ? ['+', 'Insert'] : ['Insert'], label: 'Add check', bar: 'always', run: () => addCheck(host.id) },
      { keys: ['F2'], label: 'Edit', bar: 'always', off: none, run: () => edit() },
      {
        keys: ['Delete'],
        label: 'Remove',
        bar: 'roomy',
        off: none,
        run: () => check && openDialog({ type: 'remove-check', checkId: check.id }),
      },
      { keys: ['j', 'ArrowDown'], label: 'Next check', move: true, run: () => move(1) },
      { keys: ['k', 'ArrowUp'], label: 'Check before', move: true, run: () => move(-1) },
      { keys: ['s'], label: 'Worst first', run: sort },
      { keys: ['Shift+F2'], label: 'Edit host', run: () => openDialog({ type: 'host-form', hostId: host.id }) },
      { keys: ['Shift+Delete'], label: 'Remove host', run: () => openDialog({ type: 'remove-host', hostId: host.id }) },
    ],
    <>
      {look && <Glyph status={look.status} lit={look.lit} quiet />}
      <b>{host.name}</b>
      <span>{check?.name}</span>
    </>,
    `${host.id} ${check?.id} ${look?.status} ${look?.lit}`,
  );
  return { open, run };
}

const addCheck = (hostId: HostView['host']['id']) => openDialog({ type: 'check-form', hostId, checkId: null });
