// What the keys do in the list of hosts: move, choose, open, add, edit one or many, remove, look now.
import type { RefObject } from 'react';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { lookOf } from '../../../store/roll-up.ts';
import { goBack, goTo } from '../../../store/route.ts';
import { attempt } from '../../../store/say.ts';
import { useChecksByHost, useLooks } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import type { HostRow } from './host-rows.ts';
import { select } from './list-state.ts';
import { chooseAll, chooseNone, extendTo, moveTo, toggle } from './selection.ts';

interface Wiring {
  readonly rows: readonly HostRow[];
  readonly index: number;
  readonly selected: Host | null;
  /** Those that were chosen; empty when only the row in front is meant. */
  readonly chosen: readonly HostId[];
  readonly box: RefObject<HTMLInputElement | null>;
}

export interface HostsHand {
  readonly move: (by: number) => void;
  readonly open: () => void;
  readonly add: () => void;
  readonly edit: () => void;
  readonly remove: () => void;
  readonly export: () => void;
  readonly run: () => void;
}

/** What a click or a key does, whoever asks. */
function handOf({ rows, index, selected, chosen }: Wiring, checksOf: (id: HostId) => readonly { id: string }[]) {
  const meant = chosen.length > 0 ? chosen : selected ? [selected.id] : [];
  const at = (by: number) => rows[Math.min(rows.length - 1, Math.max(0, index + by))]?.host.id;
  return {
    move: (by: number) => {
      const id = at(by);
      if (id) select((now) => moveTo(now, id));
    },
    extend: (by: number) => {
      const id = at(by);
      const order = rows.map(({ host }) => host.id);
      if (id && selected) select((now) => extendTo(now, order, selected.id, id));
    },
    open: () => selected && goTo({ screen: 'host', hostId: selected.id }),
    add: () => openDialog({ type: 'host-form', hostId: null }),
    edit: () => {
      const [only] = meant;
      if (meant.length === 1 && only) openDialog({ type: 'host-form', hostId: only });
      else if (meant.length > 1) openDialog({ type: 'bulk-edit', hostIds: meant });
    },
    bulk: () => meant.length > 0 && openDialog({ type: 'bulk-edit', hostIds: meant }),
    remove: () => {
      const [only] = meant;
      if (meant.length === 1 && only) openDialog({ type: 'remove-host', hostId: only });
      else if (meant.length > 1) openDialog({ type: 'remove-hosts', hostIds: meant });
    },
    export: () => openDialog({ type: 'export', hostIds: chosen.length > 0 ? chosen : null }),
    run: () => void runNow(meant, checksOf),
  };
}

/** As many as one call takes; the rest comes in its turn anyway. */
const MOST_AT_ONCE = 1_000;

async function runNow(hostIds: readonly HostId[], checksOf: (id: HostId) => readonly { id: string }[]): Promise<void> {
  const ids = hostIds.flatMap((id) => checksOf(id)).map((check) => check.id);
  if (ids.length === 0) return;
  const cut = ids.length > MOST_AT_ONCE ? ` The other ${ids.length - MOST_AT_ONCE} come in their turn.` : '';
  await attempt(
    () => engine().monitoring.checkNow({ checkIds: ids.slice(0, MOST_AT_ONCE) as never }),
    ({ queued }) => `${count(queued, 'check')} of ${count(hostIds.length, 'host')} run now.${cut}`,
  );
}

export function useHostsKeys(wiring: Wiring): HostsHand {
  const { rows, selected, chosen, box } = wiring;
  const states = useWorld((world) => world.hostStates);
  const looks = useLooks();
  const byHost = useChecksByHost();
  const look = selected && lookOf(looks, states, selected.id);
  const hand = handOf(wiring, (id) => byHost.get(id) ?? []);
  const off = selected === null;
  const many = chosen.length > 0;
  useKeys(
    'Hosts',
    [
      many
        ? { keys: ['b'], label: 'Edit all', bar: 'first', run: hand.bulk }
        : { keys: ['b'], label: 'Edit in bulk', off, run: hand.bulk },
      { keys: ['Enter'], label: 'Open', bar: many ? 'always' : 'first', off, run: hand.open },
      { keys: ['/'], label: 'Filter', bar: 'always', run: () => box.current?.select() },
      {
        keys: ['Space', 'v'],
        label: 'Choose',
        bar: 'roomy',
        off,
        run: () => selected && select((now) => toggle(now, selected.id)),
      },
      { keys: ['+', 'Insert'], label: 'Add host', bar: 'always', run: hand.add },
      { keys: ['F2'], label: 'Edit', bar: 'always', off, run: hand.edit },
      { keys: ['Delete'], label: 'Remove', bar: 'always', off, run: hand.remove },
      { keys: ['x'], label: 'Run checks now', bar: 'roomy', off, run: hand.run },
      { keys: ['o'], label: 'Columns', run: () => openDialog({ type: 'host-columns' }) },
      {
        keys: ['Ctrl+A'],
        label: 'Choose all in the list',
        off,
        run: () => select((now) => chooseAll(now, idsOf(rows))),
      },
      { keys: ['E'], label: many ? 'Export the chosen' : 'Export all', run: hand.export },
      { keys: ['Escape'], label: many ? 'Choose none' : 'Back', run: many ? () => select(chooseNone) : goBack },
      ...moves(hand, rows.length),
    ],
    <Subject selected={selected} look={look} chosen={chosen.length} />,
    `${selected?.id} ${look?.status} ${look?.lit} ${chosen.length}`,
  );
  return hand;
}

const idsOf = (rows: readonly HostRow[]) => rows.map(({ host }) => host.id);

const moves = (hand: Pick<ReturnType<typeof handOf>, 'move' | 'extend'>, all: number) =>
  [
    { keys: ['j', 'ArrowDown'], label: 'Next host', move: true, run: () => hand.move(1) },
    { keys: ['k', 'ArrowUp'], label: 'Host before', move: true, run: () => hand.move(-1) },
    { keys: ['J', 'Shift+ArrowDown'], label: 'Choose down', move: true, run: () => hand.extend(1) },
    { keys: ['K', 'Shift+ArrowUp'], label: 'Choose up', move: true, run: () => hand.extend(-1) },
    { keys: ['Shift+PageDown'], label: 'Choose a page down', move: true, run: () => hand.extend(20) },
    { keys: ['Shift+PageUp'], label: 'Choose a page up', move: true, run: () => hand.extend(-20) },
    { keys: ['Shift+End'], label: 'Choose to the last', move: true, run: () => hand.extend(all) },
    { keys: ['Shift+Home'], label: 'Choose to the first', move: true, run: () => hand.extend(-all) },
    { keys: ['PageDown'], label: 'A page on', move: true, run: () => hand.move(20) },
    { keys: ['PageUp'], label: 'A page back', move: true, run: () => hand.move(-20) },
    { keys: ['Home'], label: 'First host', move: true, run: () => hand.move(-all) },
    { keys: ['End'], label: 'Last host', move: true, run: () => hand.move(all) },
    // For the key bar alone: the first that has a key runs.
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => hand.move(1) },
  ] as const;

interface SubjectProps {
  readonly selected: Host | null;
  readonly look: { readonly status: string; readonly lit: boolean } | null;
  readonly chosen: number;
}

function Subject({ selected, look, chosen }: SubjectProps) {
  if (chosen > 0) return <b>{count(chosen, 'host')} chosen</b>;
  if (!selected || !look) return null;
  return (
    <>
      <Glyph status={look.status} lit={look.lit} quiet />
      <b>{selected.name}</b>
      <span>{selected.address}</span>
    </>
  );
}
