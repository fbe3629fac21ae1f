// What was sent, newest first. What never arrived stands out, and can be tried again with one key.
import { useState } from 'react';
import type { Delivery } from '../../../../electron/contract/model/notice.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { useWide } from '../../../lib/use-wide.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago, Clock } from '../../../ui/figures.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { DeadNote } from './dead-note.tsx';
import { giveUp, retry } from './delivery-acts.ts';
import { DeliveryStateCell } from './delivery-state.tsx';
import { KIND_WORDS } from './delivery-words.ts';
import { MessagePane } from './message-pane.tsx';
import { NoDeliveries } from './no-deliveries.tsx';
import { type Show, useDeliveries } from './use-deliveries.ts';

const SHOWS: readonly (readonly [Show, string])[] = [
  ['all', 'All'],
  ['queued', 'Queued'],
  ['dead', 'Dead letters'],
];

export function DeliveriesView() {
  const [show, setShow] = useState<Show>('all');
  const [at, setAt] = useState<string | null>(null);
  const wide = useWide();
  const { rows, waiting, hasOlder, isLoading, failure, startOver, older } = useDeliveries(show);
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  );
  const front = rows[index];
  const open = () => front && openDialog({ type: 'delivery', deliveryId: front.id });
  const nextShow = () => setShow(SHOWS[(SHOWS.findIndex(([each]) => each === show) + 1) % SHOWS.length]?.[0] ?? 'all');
  const fresh = () => {
    setAt(null);
    void startOver();
  };
  const canTry = front !== undefined && front.state !== 'delivered';
  const tryIt = () => front && void retry([front.id]);
  const endIt = () => front && void giveUp([front.id]);
  useKeys('Deliveries', [
    { keys: ['Enter'], label: 'Open', bar: 'first', off: !front, run: () => open() },
    { keys: ['R'], label: 'Try again', bar: 'always', off: !canTry, run: () => tryIt() },
    { keys: ['x'], label: 'Give up', bar: 'always', off: front?.state !== 'queued', run: () => endIt() },
    { keys: ['f'], label: 'All, queued, dead', bar: 'roomy', run: nextShow },
    { keys: ['s'], label: 'Show the new ones', off: waiting === 0, run: fresh },
    { keys: ['o'], label: 'Older ones', off: !hasOlder, run: () => void older() },
  ]);
  if (failure !== null && rows.length === 0) return <Unread failure={failure} onAgain={fresh} />;
  return (
    <>
      <DeadNote onShow={() => setShow('dead')} />
      <div className={wide && front ? 'alr-two' : 'alr-one'}>
        <ListKeys
          label={SHOWS.find(([each]) => each === show)?.[1] ?? ''}
          index={index}
          onMove={(to) => setAt(rows[to]?.id ?? null)}
          onOpen={() => open()}
          head={['Made', 'Age', 'Severity', 'Kind', 'Message', 'Channel', 'State']}
          columns={['c-at', 'c-age r', 'c-sev', 'c-kind', 'c-msg', 'c-way', 'c-dst']}
          rows={rows.map((delivery) => ({
            key: delivery.id,
            className: delivery.state === 'dead' ? 'dead' : undefined,
            cells: cellsOf(delivery),
          }))}
          sub={failure !== null ? <span className="wrong">Not fresh: {failure}</span> : undefined}
          tail={
            <Tail isLoading={isLoading} isEmpty={rows.length === 0} show={show}>
              {hasOlder && (
                <button type="button" className="btn" onClick={() => void older()}>
                  <Keycap keys="o" /> Older ones
                </button>
              )}
            </Tail>
          }
        >
          {waiting > 0 && (
            <button type="button" className="pend" onClick={fresh}>
              ↑ {waiting} new, order kept. <Keycap keys="s" /> show
            </button>
          )}
          <Segment label="Which" value={show} options={SHOWS} onChange={setShow} />
        </ListKeys>
        {wide && front && <MessagePane delivery={front} />}
      </div>
    </>
  );
}

const cellsOf = (delivery: Delivery) => [
  <span key="t" className="mono">
    <Clock at={delivery.createdAt} />
  </span>,
  <Ago key="a" at={delivery.createdAt} />,
  <SeverityTag key="s" severity={delivery.severity} />,
  KIND_WORDS[delivery.kind],
  <b key="m">{delivery.title}</b>,
  delivery.channel,
  <DeliveryStateCell key="d" delivery={delivery} />,
];

interface TailProps {
  readonly isLoading: boolean;
  readonly isEmpty: boolean;
  readonly show: Show;
  readonly children: React.ReactNode;
}

function Tail({ isLoading, isEmpty, show, children }: TailProps) {
  if (isLoading && isEmpty) return <div className="skel alr-skel" aria-busy="true" />;
  if (isEmpty) return <NoDeliveries show={show} />;
  return <div className="alr-tail">{children}</div>;
}

function Unread({ failure, onAgain }: { readonly failure: string; readonly onAgain: () => void }) {
  const link = useWorld((world) => world.link);
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>What was sent could not be read.</b> {failure} Nothing is lost: the queue is on disk.
        {link === 'lost' && ' It is asked again when the monitor is back.'}
      </p>
      <button type="button" className="btn" onClick={onAgain}>
        Try again
      </button>
    </div>
  );
}
