// What is on record of the monitor being cut off: the trouble on the screens, the journal, the gap that availability leaves
// out, the two notices; and which beacons are known to answer. Kept in the store, so that an engine that is started while
// its machine is cut off knows it.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Notice } from '../../contract/model/notice.ts';
import type { Count } from '../core/isolation.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Recorder } from './recorder.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

const KEY = 'isolation';
const kept = z.object({ known: z.array(z.string()), since: z.number().nullable() });
type Kept = Readonly<z.infer<typeof kept>>;

/** After the network is back every check runs afresh within ten seconds; until it has, what is known of it is from before. */
const AFRESH_MOST_MS = 120_000;
const LOOK_MS = 1_000;

export interface IsolationRecord {
  /** Beacons that answered when they were asked last, or until they were given up. */
  known(): readonly string[];
  learned(answering: readonly string[]): void;
  /** Since when the monitor is cut off, epoch ms; null: it is not. */
  since(): number | null;
  begin(since: number, count: Count): void;
  end(why: string): void;
  stop(): void;
}

export interface RecordOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly recorder: Recorder;
  readonly troubles: Troubles;
  readonly announce: (notice: Notice) => void;
}

export function createIsolationRecord(options: RecordOptions): IsolationRecord {
  const { clock, store, world, recorder, troubles, announce } = options;
  const read = kept.safeParse(store.settings.get(KEY));
  let state: Kept = read.success ? read.data : { known: [], since: null };
  const closing = createClosing(options);

  const keep = (next: Kept, alongside = (): void => {}): void => {
    state = next;
    troubles.guard(
      'storage',
      () =>
        store.transaction(() => {
          store.settings.put(KEY, state);
          alongside();
        }),
      KEY,
    );
  };
  const tellPeople = (about: About): void =>
    void troubles.guard('delivery', () => announce(noticeOf(about, clock.now())), 'isolation-notice');
  const note = (text: string, data: EntryDraft['data']): void =>
    recorder.note({ kind: 'isolation', occurredAt: clock.now(), actor: { type: 'engine' }, text, data });
  // An engine that starts while cut off: the gap of the one before was closed with its last sign of life.
  if (state.since !== null) {
    troubles.set('isolated', troubleText(state.known, state.since));
    troubles.guard('storage', () => store.watch.open('isolated', clock.now()), KEY);
  }

  return {
    known: () => state.known,
    learned(answering) {
      if (answering.join(' ') !== state.known.join(' ')) keep({ ...state, known: [...answering] });
    },
    since: () => state.since,
    begin(since, { heard, failing }) {
      closing.cancel();
      keep({ ...state, since }, () => store.watch.open('isolated', since));
      const text = troubleText(state.known, since);
      troubles.set('isolated', text);
      note(`Monitor isolated: ${state.known.join(', ')} silent, ${failing} of ${heard} hosts heard since then fail`, {
        state: 'isolated',
        since,
        beacons: [...state.known],
        heard,
        failing,
      });
      tellPeople({
        kind: 'monitor',
        conversation: conversationOf(since),
        title: 'Monitor isolated: it has lost its network',
        text,
        heldBehind: [...world.problems.values()].filter((problem) => problem.held?.reason === 'isolated').length,
      });
    },
    end(why) {
      const { since } = state;
      if (since === null) return;
      const now = clock.now();
      keep({ ...state, since: null });
      troubles.set('isolated', null);
      const lasted = `${Math.round((now - since) / 1_000)} s`;
      note(`Monitor has its network again after ${lasted}: ${why}`, { state: 'connected', from: since, to: now });
      const text = `After ${lasted}: ${why}. Everything is looked at afresh; what is really broken is told then. The time in between counts as not monitored.`;
      const title = 'Monitor has its network again';
      tellPeople({ kind: 'all-clear', conversation: conversationOf(since), title, text, heldBehind: 0 });
      closing.whenSeen(now);
    },
    stop: closing.cancel,
  };
}

type About = Pick<Notice, 'kind' | 'conversation' | 'title' | 'text' | 'heldBehind'>;

const noticeOf = (about: About, at: number): Notice => ({
  id: randomUUID(),
  at,
  severity: 1,
  ...about,
  items: [],
  links: [],
  routeId: null,
});

const conversationOf = (since: number): string => `monitor-isolated-${since}`;

/** The gap reaches to where every host was seen anew: what the log has of them until then was the monitor's own trouble. */
function createClosing({ clock, store, world, troubles }: RecordOptions) {
  let cancel = (): void => {};
  const whenSeen = (backAt: number): void => {
    const unseen = [...world.hosts.values()].some((host) => {
      const alive = world.aliveCheckOf(host.id);
      return alive && (world.memory.get(alive.id)?.resultAt ?? 0) < backAt;
    });
    const now = clock.now();
    if (unseen && now - backAt < AFRESH_MOST_MS) cancel = clock.after(LOOK_MS, () => whenSeen(backAt));
    else troubles.guard('storage', () => void store.watch.close('isolated', now), KEY);
  };
  return { whenSeen, cancel: () => cancel() };
}

/** What failed, what was kept, what to do. */
function troubleText(beacons: readonly string[], since: number): string {
  const at = new Date(since).toISOString().slice(11, 19);
  const names = beacons.join(', ');
  return `The monitor is cut off from its network since ${at} UTC: ${names} ${beacons.length === 1 ? 'is' : 'are'} silent, and most hosts stopped answering together. Their alerts are held back, and the time counts as not monitored. Check this machine's cable, switch port and default route.`;
}
