// Takes alerts of other systems in, one batch after the other in the order they came: what must be made, what was heard
// and under which names is one transaction; then the checks run at once and say it.
import type { CheckId } from '../../contract/model/ids.ts';
import { planInventory } from '../core/inventory-plan.ts';
import type { InboundAlert, InboundFormat } from '../inbound/format.ts';
import type { Clock } from '../lib/clock.ts';
import { cleanLine } from '../lib/text.ts';
import type { Store } from '../store/open.ts';
import type { Beats } from './beats.ts';
import { createHostFinder } from './inbound-names.ts';
import { type InboundPlan, planInbound, type Told } from './inbound-plan.ts';
import type { Inventory } from './inventory.ts';
import { breathe } from './slices.ts';
import type { World } from './world.ts';

export interface Intake {
  /**
   * On disk when it answers. Rejects with a StorageError when nothing of it could be written, and with TooMuch when others
   * wait already: the sender comes again.
   */
  take(format: InboundFormat, alerts: readonly InboundAlert[]): Promise<Taken>;
  /** What waits is refused. */
  stop(): void;
}

export interface Taken {
  readonly accepted: number;
  /** All-clears of what was never heard of, and repetitions within one request. */
  readonly ignored: number;
  readonly refused: readonly string[];
}

/** More came than can be written. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

export interface IntakeOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly inventory: Pick<Inventory, 'change'>;
  readonly beats: Pick<Beats, 'lastOf' | 'put' | 'look'>;
  readonly newId: () => string;
}

/** So many alerts are decided and written in one go; between two of them the engine's other work comes. */
const SLICE = 50;
/** Alerts that may wait; beyond it the sender is asked to come again. */
const MAX_WAITING = 10_000;

export function createIntake(options: IntakeOptions): Intake {
  const { store, beats, inventory, clock } = options;
  const names = new Map(store.inboundAlerts.list().map(({ source, key, checkId }) => [nameIn(source, key), checkId]));
  const findHost = createHostFinder(options.world);
  let waiting = 0;
  let stopped = false;
  let turn: Promise<unknown> = Promise.resolve();

  const plan = (told: readonly Told[]): InboundPlan =>
    planInbound(told, {
      ...options,
      findHost,
      nameOf: (source, key) => names.get(nameIn(source, key)),
      lastStatus: (id) => beats.lastOf(id)?.status,
      now: clock.now(),
    });

  const write = ({ names: put, lostNames, beats: heard }: InboundPlan): void => {
    for (const { source, key } of lostNames) store.inboundAlerts.remove(source, key);
    for (const name of put) store.inboundAlerts.put(name);
    beats.put(heard);
  };

  /** Something must be made or changed: that and what was heard stand or fall together. */
  const withInventory = (told: readonly Told[]): Promise<InboundPlan> =>
    inventory.change(() => {
      const decided = plan(told);
      const rows = planInventory(options.world, decided, options.newId);
      return {
        commit: { plan: rows, sealed: [], entries: decided.entries, besides: () => write(decided) },
        answer: decided,
      };
    });

  async function takeSlice(told: readonly Told[]): Promise<Taken> {
    let decided = plan(told);
    if (decided.putChecks.length > 0) decided = await withInventory(told);
    else if (decided.beats.length > 0) store.transaction(() => write(decided));
    for (const { source, key } of decided.lostNames) names.delete(nameIn(source, key));
    for (const { source, key, checkId } of decided.names) names.set(nameIn(source, key), checkId);
    beats.look(decided.beats.map((beat): CheckId => beat.checkId));
    return { accepted: decided.beats.length, ignored: decided.ignored, refused: decided.refused };
  }

  async function takeAll(told: readonly Told[]): Promise<Taken> {
    const sum = { accepted: 0, ignored: 0, refused: [] as readonly string[] };
    for (let from = 0; from < told.length; from += SLICE) {
      if (from > 0) await breathe();
      if (stopped) throw new TooMuch('the engine stops');
      const taken = await takeSlice(told.slice(from, from + SLICE));
      sum.accepted += taken.accepted;
      sum.ignored += taken.ignored;
      sum.refused = [...sum.refused, ...taken.refused];
    }
    return sum;
  }

  return {
    take(format, alerts) {
      if (stopped || waiting + alerts.length > MAX_WAITING) {
        return Promise.reject(new TooMuch('more alerts wait to be written than the engine keeps up with'));
      }
      waiting += alerts.length;
      const told = alerts.map((alert): Told => ({ format, alert: { ...alert, key: keyOf(alert) } }));
      const taken = turn.then(() => takeAll(told)).finally(() => (waiting -= alerts.length));
      turn = taken.catch(() => {});
      return taken;
    },
    stop() {
      stopped = true;
    },
  };
}

/** A key as it can be kept and found again: one clean line. */
const keyOf = ({ key, host, name }: InboundAlert): string => cleanLine(key, 256) || cleanLine(`${host}/${name}`, 256);

const nameIn = (source: string, key: string): string => `${source} ${key}`;
