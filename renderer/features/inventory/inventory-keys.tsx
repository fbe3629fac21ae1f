// What the keys do in the inventory: move, open, add, edit, remove, look now.
import type { RefObject } from 'react';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { engine } from '../../link/client.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { lookOf } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { attempt } from '../../store/say.ts';
import { useLooks } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { HostRow } from './host-rows.ts';

interface Wiring {
  readonly rows: readonly HostRow[];
  readonly index: number;
  readonly selected: Host | null;
  readonly setChosen: (hostId: HostId) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

export interface InventoryHand {
  readonly move: (by: number) => void;
  readonly open: () => void;
  readonly add: () => void;
}

export function useInventoryKeys({ rows, index, selected, setChosen, box }: Wiring): InventoryHand {
  const states = useWorld((world) => world.hostStates);
  const looks = useLooks();
  const look = selected && lookOf(looks, states, selected.id);
  const move = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + by))];
    if (next) setChosen(next.host.id);
  };
  const open = () => selected && goTo({ screen: 'host', hostId: selected.id });
  const add = () => openDialog({ type: 'host-form', hostId: null });
  const run = (host: Host) =>
    void attempt(
      () => engine().monitoring.checkNow({ hostId: host.id }),
      ({ queued }) => `${host.name}: ${queued} checks run now.`,
    );
  const off = selected === null;
  useKeys(
    'Inventory',
    [
      { keys: ['Enter'], label: 'Open', bar: 'first', off, run: open },
      { keys: ['/'], label: 'Filter', bar: 'always', run: () => box.current?.select() },
      { keys: ['+', 'Insert'], label: 'Add host', bar: 'always', run: add },
      {
        keys: ['F2'],
        label: 'Edit',
        bar: 'always',
        off,
        run: () => selected && openDialog({ type: 'host-form', hostId: selected.id }),
      },
      {
        keys: ['Delete'],
        label: 'Remove',
        bar: 'always',
        off,
        run: () => selected && openDialog({ type: 'remove-host', hostId: selected.id }),
      },
      { keys: ['x'], label: 'Run checks now', bar: 'roomy', off, run: () => selected && run(selected) },
      { keys: ['j', 'ArrowDown'], label: 'Next host', move: true, run: () => move(1) },
      { keys: ['k', 'ArrowUp'], label: 'Host before', move: true, run: () => move(-1) },
      { keys: ['PageDown'], label: 'A page on', move: true, run: () => move(20) },
      { keys: ['PageUp'], label: 'A page back', move: true, run: () => move(-20) },
      { keys: ['Home'], label: 'First host', move: true, run: () => move(-rows.length) },
      { keys: ['End'], label: 'Last host', move: true, run: () => move(rows.length) },
      // For the key bar alone: the first that has a key runs.
      { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => move(1) },
    ],
    selected && look && (
      <>
        <Glyph status={look.status} lit={look.lit} quiet />
        <b>{selected.name}</b>
        <span>{selected.address}</span>
      </>
    ),
    `${selected?.id} ${look?.status} ${look?.lit}`,
  );
  return { move, open, add };
}
