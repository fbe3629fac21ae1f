// The ways to tell people: the list at the left, the one in front at the right.
import { useState } from 'react';
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Delivery } from '../../../../electron/contract/model/notice.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { engine } from '../../../link/client.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { attempt } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { DeliveryStateCell } from '../deliveries/delivery-state.tsx';
import { kindTitle, useNotifiers } from '../use-notifiers.ts';
import { ChannelDetail } from './channel-detail.tsx';
import { useLatest } from './use-latest.ts';
import { useTest } from './use-test.ts';
import './channels.css';

export function ChannelsView() {
  const channels = useWorld((world) => world.channels);
  const { list } = useNotifiers();
  const latest = useLatest();
  const [at, setAt] = useState<ChannelId | null>(null);
  const { test, outcome, isTesting } = useTest();
  const index = Math.max(
    0,
    channels.findIndex(({ id }) => id === at),
  );
  const front = channels[index];
  const add = () => openDialog({ type: 'channel-form', channelId: null });
  const edit = () => front && openDialog({ type: 'channel-form', channelId: front.id });
  const off = !front;
  useKeys('Channels', [
    { keys: ['Enter', 'F2'], label: 'Change', bar: 'first', off, run: () => edit() },
    { keys: ['t'], label: 'Send a test', bar: 'always', off: off || isTesting, run: () => front && void test(front) },
    {
      keys: ['o'],
      label: front?.enabled ? 'Switch off' : 'Switch on',
      bar: 'always',
      off,
      run: () => front && void toggle(front),
    },
    { keys: ['+', 'Insert'], label: 'Add channel', bar: 'always', run: add },
    {
      keys: ['Delete'],
      label: 'Remove',
      bar: 'roomy',
      off,
      run: () => front && openDialog({ type: 'remove-channel', channelId: front.id }),
    },
  ]);
  if (!front) return <NoChannels onAdd={add} />;
  return (
    <div className="alr-two">
      <ListKeys
        label="Channels"
        index={index}
        onMove={(to) => setAt(channels[to]?.id ?? null)}
        onOpen={() => edit()}
        head={['Channel', 'Kind', 'Last message', 'Age', 'Is']}
        columns={['c-name', 'c-way', 'c-dst', 'c-age r', 'c-on']}
        rows={channels.map((channel) => ({
          key: channel.id,
          className: channel.enabled ? undefined : 'off',
          cells: cellsOf(channel, kindTitle(list, channel.kind), latest.get(channel.id)?.[0]),
        }))}
      >
        <button type="button" className="btn pri" onClick={add}>
          <Keycap keys="+" /> Add channel
        </button>
      </ListKeys>
      <ChannelDetail
        channel={front}
        kind={list.find(({ kind }) => kind === front.kind)}
        latest={latest.get(front.id) ?? []}
        outcome={outcome?.channelId === front.id ? outcome : null}
        isTesting={isTesting}
      />
    </div>
  );
}

const cellsOf = (channel: Channel, kind: string, last: Delivery | undefined) => [
  <b key="n">{channel.name}</b>,
  kind,
  last ? <DeliveryStateCell key="s" delivery={last} /> : <em key="s">nothing yet</em>,
  last ? <Ago key="a" at={last.createdAt} suffix=" ago" /> : '',
  channel.enabled ? 'on' : <strong key="o">off</strong>,
];

const toggle = ({ id, ...channel }: Channel): Promise<boolean> =>
  attempt(
    () => engine().alerts.putChannel({ channelId: id, channel: { ...channel, enabled: !channel.enabled } }),
    ({ name, enabled }) =>
      enabled ? `${name} is on.` : `${name} is off: nothing goes out through it. o switches it on.`,
  );

function NoChannels({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="empty">
      <b>No channel yet: nobody is told.</b>
      <p>
        A channel is one way to tell somebody: a notification on this desktop, a sound, e-mail, a chat, a pager. Add
        one, send a test through it, then say by a route which alerts it gets.
      </p>
      <button type="button" className="btn pri" onClick={onAdd}>
        <Keycap keys="+" />
        Add the first channel
      </button>
    </div>
  );
}
