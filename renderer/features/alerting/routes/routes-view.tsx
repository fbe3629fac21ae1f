// Which alert goes where: routes in the order in which they are tried, and what would happen to an alert now.
import { useMemo, useState } from 'react';
import type { ChannelId, RouteId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Route } from '../../../../electron/contract/model/notice.ts';
import type { EscalationPolicy } from '../../../../electron/contract/model/on-call.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { FallThrough } from './fall-through.tsx';
import { changeRoutes, moveRoute, undoRoutes, useRouteUndo } from './route-acts.ts';
import { RouteDetail } from './route-detail.tsx';
import { tells } from './route-match.ts';
import { pace, takesWords } from './route-words.ts';

export function RoutesView() {
  const routes = useWorld((world) => world.routes);
  const list = useWorld((world) => world.channels);
  const policies = useWorld((world) => world.onCall.policies);
  const channels = useMemo(() => new Map(list.map((channel) => [channel.id, channel])), [list]);
  const [at, setAt] = useState<RouteId | null>(null);
  const undo = useRouteUndo((state) => state.undo);
  const index = Math.max(
    0,
    routes.findIndex(({ id }) => id === at),
  );
  const front = routes[index];
  const add = () => openDialog({ type: 'route-form', routeId: null, ...(front ? { before: front.id } : {}) });
  const edit = () => front && openDialog({ type: 'route-form', routeId: front.id });
  const move = (by: number) => {
    if (front) setAt(front.id);
    moveRoute(routes, index, by);
  };
  const remove = () =>
    front &&
    void changeRoutes(
      routes.toSpliced(index, 1),
      `the removal of ${front.name}`,
      `The route ${front.name} is removed.`,
    );
  const toggle = () =>
    front &&
    void changeRoutes(
      routes.with(index, { ...front, enabled: !front.enabled }),
      `switching ${front.name} ${front.enabled ? 'off' : 'on'}`,
      `${front.name} is ${front.enabled ? 'off' : 'on'}.`,
    );
  const off = !front;
  useKeys('Routes', [
    { keys: ['Enter', 'F2'], label: 'Change', bar: 'first', off, run: () => edit() },
    { keys: ['K', 'Alt+ArrowUp', 'Shift+ArrowUp'], label: 'Up', bar: 'always', off, run: () => move(-1) },
    { keys: ['J', 'Alt+ArrowDown', 'Shift+ArrowDown'], label: 'Down', bar: 'always', off, run: () => move(1) },
    { keys: ['o'], label: front?.enabled ? 'Switch off' : 'Switch on', bar: 'roomy', off, run: () => toggle() },
    { keys: ['z'], label: 'Take back', bar: 'always', off: undo === null, run: () => void undoRoutes() },
    { keys: ['+', 'Insert'], label: 'Add route', bar: 'always', run: add },
    { keys: ['Delete'], label: 'Remove', bar: 'roomy', off, run: () => remove() },
  ]);
  if (!front) return <NoRoutes channels={list.length} onAdd={add} />;
  return (
    <>
      <FallThrough routes={routes} channels={channels} />
      <div className="alr-two routes">
        <ListKeys
          label="Routes"
          sub="tried from the top"
          index={index}
          onMove={(to) => setAt(routes[to]?.id ?? null)}
          onOpen={() => edit()}
          head={['#', 'Route', 'Takes', 'Tells', 'Waits, joins, repeats', 'Then']}
          columns={['c-no r', 'c-name', 'c-takes', 'c-tells', 'c-pace w-cell', 'c-then']}
          rows={routes.map((route, place) => ({
            key: route.id,
            className: route.enabled ? undefined : 'off',
            cells: cellsOf(route, place, channels, policies),
          }))}
        >
          <button type="button" className="btn pri" onClick={add}>
            <Keycap keys="+" /> Add route
          </button>
        </ListKeys>
        <RouteDetail route={front} routes={routes} channels={channels} policies={policies} />
      </div>
    </>
  );
}

function cellsOf(
  route: Route,
  place: number,
  channels: ReadonlyMap<ChannelId, Channel>,
  policies: readonly EscalationPolicy[],
) {
  const names = route.channelIds.map((id) => channels.get(id)?.name ?? 'a removed channel');
  const policy = policies.find(({ id }) => id === route.policyId)?.name;
  const told = [...names, ...(policy ? [`policy ${policy}`] : [])].join(', ');
  return [
    place + 1,
    <b key="n">{route.name}</b>,
    takesWords(route),
    tells(route, channels) ? told : <strong key="t">{told === '' ? 'nobody' : `nobody: ${told} off`}</strong>,
    pace(route),
    route.enabled ? route.goOn ? 'goes on' : 'stops' : <strong key="o">off</strong>,
  ];
}

function NoRoutes({ channels, onAdd }: { readonly channels: number; readonly onAdd: () => void }) {
  return (
    <div className="empty">
      <b>No route yet: no alert goes anywhere.</b>
      <p>
        A route says which alerts go where: by severity, tag, site and hours, to channels and an escalation policy.
        Begin with one that takes everything; put the special ones above it later.
      </p>
      {channels === 0 && <p className="help">There is no channel yet either: c leads there, add one first.</p>}
      <button type="button" className="btn pri" onClick={onAdd}>
        <Keycap keys="+" />
        Add the first route
      </button>
    </div>
  );
}
