// The night of the design's hand-over: two items somebody must act on, five to look at, six for their knowledge; the same night
// as a draft; a shift in which nothing happened; and a storm of sixty.
import type { Briefing, BriefingItem } from '../../electron/contract/model/briefing.ts';
import { type Handoff, type HandoffPromise, type ItemWords, summaryOf } from '../../electron/contract/model/handoff.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { withPromises } from '../../electron/engine/core/handoff-promises.ts';
import { changed } from '../../electron/engine/core/handoff-state.ts';
import { scriptHandoffs } from './scripted-engine-handoffs.ts';
import { quietNight } from './worlds.ts';
import { HOUR, MINUTE, SECOND } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { nightItems, soon } from './worlds-handoff-items.ts';
import {
  FROZEN_HASH,
  HEAD,
  madeBriefing,
  madeHandoff,
  madeItem,
  madePast,
  madeShiftWorld,
  PEOPLE,
} from './worlds-handoff-parts.ts';
import { made, runningClock } from './worlds-incidents-list.ts';

const dutyManager = (): BriefingItem =>
  madeItem('contact:duty', 'contacts', 'stable', 'Duty manager', 'S. Varga to 08:00, then T. Nakamura');

const words = (next: string, nextAt: number | null, ifThen: string, tried = ''): ItemWords => ({
  ...{ next, nextAt, ifThen, tried },
});

function nightWords(now: number): Handoff['items'] {
  const at = (minutes: number) => soon(now, minutes);
  return {
    'incident:i-412': words(
      'Swap the optic in U 31 with smart hands',
      at(36),
      'no link by 06:50: move row C to dist-sw01, runbook "Uplink failover", step 4',
      'Port re-enabled 02:47, link held 9 min, dropped again 04:58 with 12 811 frame errors. Optic suspected.',
    ),
    'problem:fra2-db-07': words(
      'Rebuild from base backup if lag over 1 800 s',
      at(21),
      'primary fails before: do not promote, call R. Castellanos first',
      'Vacuum cancelled 03:10, restarted by the job at 03:30. Job now off.',
    ),
    'incident:i-409': words('Feed A test', at(66), 'feed B alarm: shed lab racks'),
    'capacity:lon3-hyp-09:/var': words('Move two images', at(240), 'over 95 %: Filesystem almost full'),
    'problem:lon3-edge-rtr02': words('Carrier calls back', at(46), 'third session drops: SEV2'),
    'window:chg-20931': words('Last node', at(16), 'pod stuck over 10 min: roll back'),
    'problem:fra2-store-03': words('Read by hand', at(96), 'bad sectors: swap the disk'),
  };
}

const JUDGEMENT =
  'The optic is the cheap guess. If the swap does not hold I believe the line card is going; ask for a second one before 07:00. Do not let the vacuum job back on.';

const promises = (now: number): readonly HandoffPromise[] => [
  { id: 'p1', to: 'checkout team', text: 'state of row C', at: soon(now, 36), by: 'M. Okafor', doneAt: null },
  {
    id: 'p2',
    to: 'carrier',
    text: 'calls back on ref 88213, ask for the port',
    at: soon(now, 46),
    by: '',
    doneAt: null,
  },
];

/** What the live briefing says after it froze: one came, one moved on, one went. */
function later(items: readonly BriefingItem[]): readonly BriefingItem[] {
  const flaps = madeItem('problem:lon3-sw04', 'noisy', 'watch', 'lon3-sw04', 'flaps, 34 %, told once', {
    status: 'warning',
  });
  return [
    ...items.map((item) =>
      item.key === 'problem:fra2-db-07'
        ? { ...item, title: 'Replication lag 1 310 s, vacuum still running' }
        : item.key === 'window:chg-20931'
          ? { ...item, title: 'lon3 patching, node 14 of 14' }
          : item,
    ),
    flaps,
  ];
}

function nightWorld(now: number, atDesk: string, withPin: readonly string[] = []): Snapshot {
  const world = designNight(now);
  const base = { lead: 'M. Okafor', severity: 1 as const };
  return {
    ...world,
    incidents: [
      made(now, {
        serial: 412,
        agoMs: 56 * MINUTE,
        title: 'ams1-dist-sw02 down, 38 hosts behind',
        status: 'acknowledged',
        ...base,
      }),
      made(now, {
        serial: 409,
        agoMs: 7 * HOUR,
        title: 'fra2 row 4 on UPS feed B only',
        status: 'mitigated',
        severity: 3,
        lead: 'J. Lindqvist',
      }),
    ],
    onCall: { ...world.onCall, people: PEOPLE },
    shifts: madeShiftWorld(now, atDesk, withPin),
  };
}

interface Written {
  readonly world: Snapshot;
  readonly handoff: Handoff | null;
  readonly live: (at: number) => Briefing;
}

/** Tells the scripted engine, and puts the hand-over into the world. */
function written({ world, handoff, live }: Written, now: number): Snapshot {
  scriptHandoffs({ live, standing: handoff, past: madePast(now, live(now)) });
  return { ...world, handoff: handoff ? summaryOf(handoff) : null };
}

/** The night as a draft that was begun: the SEV1 has its words, the rest has none. */
export function handoffDraft(now: number): Snapshot {
  const all = nightWords(now);
  const key = 'incident:i-412';
  const handoff = madeHandoff(now, {
    items: { [key]: all[key] ?? words('', null, '') },
    incoming: '',
    promises: promises(now).slice(0, 1),
  });
  const items = [...nightItems(now), dutyManager()];
  return written({ world: nightWorld(now, 'okafor'), handoff, live: (at) => madeBriefing(at, items) }, now);
}

/** The night of the design's picture: it went out six minutes ago, and whoever comes has begun. */
export function handoffReady(now: number): Snapshot {
  const readyAt = now - 6 * MINUTE - 18 * SECOND;
  const frozen = withPromises(madeBriefing(readyAt, nightItems(now)), promises(now));
  const mark = (agoMinutes: number) => ({ by: 'A. Brandt', at: now - agoMinutes * MINUTE });
  const ready = madeHandoff(now, {
    state: 'ready',
    readyAt,
    briefing: frozen,
    hash: FROZEN_HASH,
    judgement: JUDGEMENT,
    contacts: 'Duty manager: S. Varga to 08:00, then T. Nakamura.',
    items: nightWords(now),
    promises: promises(now),
    ticks: { 'incident:i-412': mark(2), 'incident:i-409': mark(2), 'capacity:lon3-hyp-09:/var': mark(1) },
    readBacks: {
      'incident:i-412': {
        ...mark(2),
        text: 'Optic swap at 06:30 with smart hands on line 2. If the link is not up at 06:50 I fail row C over to sw01 myself.',
      },
    },
    questions: [
      {
        ...mark(3),
        id: 'q1',
        text: 'Who tells the checkout team at 06:30?',
        answers: [{ by: 'M. Okafor', at: now - 2 * MINUTE, text: 'I do, from line 2, before I leave.' }],
      },
    ],
    signatures: {
      outgoing: { by: 'M. Okafor', at: readyAt, head: HEAD, withPin: false, desk: '' },
      incoming: null,
    },
  });
  const handoff = changed(ready, {});
  const items = later(nightItems(now));
  const world = nightWorld(now, 'brandt', ['brandt']);
  return written({ world, handoff, live: (at) => madeBriefing(at, items) }, now);
}

/** A shift in which nothing happened; nobody hands over yet. */
export function handoffEmpty(now: number): Snapshot {
  const world = quietNight(8, now);
  return written(
    {
      world: { ...world, onCall: { ...world.onCall, people: PEOPLE }, shifts: madeShiftWorld(now, 'okafor') },
      handoff: null,
      live: (at) => madeBriefing(at, [], true),
    },
    now,
  );
}

/** Sixty items: a fifth of them somebody must act on, names and sentences longer than any line. */
export function handoffStorm(now: number): Snapshot {
  const long =
    'does not answer on any of its addresses since the uplink of the row went away, neither by ping nor by ssh';
  const items = Array.from({ length: 60 }, (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    const stance = index < 12 ? 'unstable' : index < 44 ? 'watch' : 'stable';
    const section = (['incidents', 'states', 'runs', 'held', 'noisy', 'capacity'] as const)[index % 6] ?? 'states';
    const subject = index % 3 === 0 ? `INC-2026-05${number}` : `ams1-hypervisor-${number}.row-c.example`;
    return madeItem(`storm:${number}`, stance === 'stable' ? 'resolved' : section, stance, subject, long, {
      severity: index % 3 === 0 ? (((index % 4) + 1) as 1 | 2 | 3 | 4) : null,
      status: (['down', 'critical', 'warning', 'unknown'] as const)[index % 4] ?? 'down',
      state: index % 2 === 0 ? 'open, nobody has it' : 'acknowledged until 14:00',
      owner: index % 2 === 0 ? '' : 'Dr. Maximiliane von Hohenlohe-Langenburg',
      since: now - (index + 1) * 7 * MINUTE,
      facts: [long, long],
      tried: Array.from({ length: index % 4 }, (_, nth) => ({ at: now - nth * HOUR, who: 'A. Brandt', text: long })),
      sla: index % 5 === 0 ? runningClock('resolve', HOUR, (index + 30) * MINUTE, now) : null,
      lastNoteAt: index % 3 === 0 ? now - index * MINUTE : null,
    });
  });
  const handoff = madeHandoff(now);
  return written({ world: nightWorld(now, 'okafor'), handoff, live: (at) => madeBriefing(at, items) }, now);
}
