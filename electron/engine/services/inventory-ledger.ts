// Carries a plan out: one transaction with its journal entries, then the world, the screens, monitoring and the schedule
// follow, in this order. What the disk refuses changes nothing anywhere.
import type { Check, JsonObject } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { WorldEvent } from '../../contract/model/world.ts';
import { type InventoryPlan, isEmpty } from '../core/inventory-plan.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import { countUses } from './credentials.ts';
import type { Jobs } from './jobs.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Monitoring } from './monitoring.ts';
import type { Scheduler } from './scheduler.ts';
import { type Opened, referencesIn, type SealedConfig } from './secrets.ts';
import { inSlices } from './slices.ts';
import type { World } from './world.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly monitoring: Monitoring;
  readonly feed: LiveFeed;
}

export interface Commit {
  readonly plan: InventoryPlan;
  readonly entries: readonly EntryDraft[];
  /** Secrets that were sealed for it. */
  readonly sealed: readonly Pick<SealedConfig, 'write'>[];
  /** What else belongs into the same transaction, once the plan's rows are there. */
  readonly besides?: () => void;
}

/** Events of one push, checks per turn of the loop. */
const SLICE = 500;
/** Up to so many new checks run at once; more are spread over their interval, or the first look would be a storm. */
const AT_ONCE = 200;

export class InventoryLedger {
  readonly #options: LedgerOptions;
  #revision = 0;
  #stopped = false;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Rises with every change: what was decided on an older one must be decided anew. */
  get revision(): number {
    return this.#revision;
  }

  /** Something that plans depend on has changed besides: a credential. */
  touch(): void {
    this.#revision += 1;
  }

  /** Writes a plan that was decided on this very revision. Throws a StorageError when nothing could be written. */
  async apply({ plan, entries, sealed, besides }: Commit): Promise<void> {
    const { store, world, feed, clock } = this.#options;
    if (isEmpty(plan) && entries.length + sealed.length === 0 && !besides) return;
    store.transaction(() => {
      this.#store(plan, sealed);
      besides?.();
      if (entries.length > 0) store.journal.append(entries, clock.now());
    });
    this.touch();
    const events = this.#takeOut(plan);
    for (const { after } of plan.hosts) if (after) world.putHost(after);
    for (const { after } of plan.checks) if (after) world.putCheck(after);
    events.push(...this.#templates(plan));
    if (countUses(world, plan)) events.push({ type: 'credentials', credentials: [...world.credentials.values()] });
    feed.publish(events);
    await this.#follow(plan);
  }

  /** Makes checks ready and puts them on the schedule; those that are disabled come off it. */
  async schedule(checks: readonly Check[]): Promise<void> {
    const { world, jobs, scheduler } = this.#options;
    const opened: Opened = new Map();
    await inSlices(checks, SLICE, async (slice) => {
      for (const check of slice) {
        const host = world.hosts.get(check.hostId);
        const job = host && check.enabled ? await jobs.prepare(check, host, opened) : null;
        if (this.#stopped) return;
        // Changed or removed while the keychain was asked: whoever did that schedules it.
        if (world.checks.get(check.id) !== check || world.hosts.get(check.hostId) !== host) continue;
        if (job) scheduler.put(job);
        else scheduler.remove(check.id);
      }
    });
  }

  /** Runs these at once, unless they are so many that it would be a storm. */
  lookAt(checks: readonly CheckId[]): void {
    if (checks.length <= AT_ONCE) this.#options.scheduler.runNow(checks);
  }

  /** What still follows from changes that are written is dropped: the next start reads them. */
  stop(): void {
    this.#stopped = true;
  }

  /** Inside the transaction. What goes makes room first: names are taken once. */
  #store({ hosts, checks, templates }: InventoryPlan, sealed: Commit['sealed']): void {
    const { inventory, templates: shelf, secrets } = this.#options.store;
    const gone = new Set(hosts.flatMap(({ before, after }) => (before && !after ? before.id : [])));
    // The checks of a host that goes go with it.
    for (const { before, after } of checks) {
      if (before && !after && !gone.has(before.hostId)) inventory.removeCheck(before.id);
    }
    for (const id of gone) inventory.removeHost(id);
    for (const { before, after } of templates) if (before && !after) shelf.remove(before.id);
    for (const { after } of templates) if (after) shelf.put(after);
    for (const { after } of hosts) if (after) inventory.putHost(after);
    for (const one of sealed) one.write();
    for (const { after } of checks) if (after) inventory.putCheck(after);
    for (const id of orphans(checks, templates)) secrets.remove(id);
  }

  /** Takes what is removed off the schedule and out of the world. Returns what screens are told. */
  #takeOut(plan: InventoryPlan): WorldEvent[] {
    const { world, scheduler, monitoring } = this.#options;
    const removedHosts = new Set(plan.hosts.flatMap(({ before, after }) => (before && !after ? before.id : [])));
    const byHost = new Map<HostId, Check[]>([...removedHosts].map((id) => [id, []]));
    for (const { before, after } of plan.checks) {
      if (!before || after) continue;
      const gone = byHost.get(before.hostId) ?? [];
      byHost.set(before.hostId, gone);
      gone.push(before);
    }
    const events: WorldEvent[] = [];
    for (const [hostId, gone] of byHost) {
      const ids = gone.map((check) => check.id);
      for (const id of ids) scheduler.remove(id);
      events.push(...monitoring.forget(ids, removedHosts.has(hostId) ? hostId : undefined));
      for (const id of ids) world.removeCheck(id);
      events.push(...ids.map((checkId): WorldEvent => ({ type: 'check-removed', checkId })));
      if (removedHosts.has(hostId)) {
        world.removeHost(hostId);
        events.push({ type: 'host-removed', hostId });
      } else if (gone.some((check) => check.alive)) monitoring.hostEdited(hostId);
    }
    return events;
  }

  #templates({ templates }: InventoryPlan): readonly WorldEvent[] {
    const { world } = this.#options;
    if (templates.length === 0) return [];
    const all = new Map(world.templates);
    for (const { before, after } of templates) {
      if (after) all.set(after.id, after);
      else if (before) all.delete(before.id);
    }
    const keyed = [...all.values()].map((template) => ({ template, key: nameKey(template.name) }));
    world.templates.clear();
    for (const { template } of keyed.sort((a, b) => (a.key < b.key ? -1 : 1)))
      world.templates.set(template.id, template);
    return [{ type: 'templates', templates: [...world.templates.values()] }];
  }

  /** Screens, monitoring and schedule hear of what was put, in slices. What changed again meanwhile is told by who did it. */
  async #follow(plan: InventoryPlan): Promise<void> {
    const { world, feed, monitoring } = this.#options;
    const hosts = plan.hosts.flatMap(({ after }) => after ?? []);
    const checks = plan.checks.flatMap(({ after }) => after ?? []);
    await inSlices([...hosts, ...checks], SLICE, (slice) => {
      if (this.#stopped) return;
      feed.publish(
        slice.flatMap((thing): WorldEvent[] => {
          if (!('hostId' in thing)) return world.hosts.get(thing.id) === thing ? [{ type: 'host', host: thing }] : [];
          return world.checks.get(thing.id) === thing ? [{ type: 'check', check: thing }] : [];
        }),
      );
      for (const thing of slice) {
        if (!('hostId' in thing) && world.hosts.has(thing.id)) monitoring.hostEdited(thing.id);
      }
      monitoring.checksEdited(slice.flatMap((thing) => ('hostId' in thing ? thing.id : [])));
    });
    const moved = plan.hosts.filter(
      ({ before, after }) => before && after && (before.address !== after.address || before.name !== after.name),
    );
    const put = new Set(checks.map((check) => check.id));
    const again = moved
      .flatMap(({ after }) => (after ? world.checksOf(after.id) : []))
      .filter(({ id }) => !put.has(id));
    await this.schedule([...checks, ...again]);
    // A new check is looked at at once: its first colour is worth more than an even spread. So is a new address.
    const fresh = plan.checks.flatMap(({ before, after }) => (before ? [] : (after?.id ?? [])));
    const elsewhere = moved.filter(({ before, after }) => before?.address !== after?.address);
    const there = elsewhere.flatMap(({ after }) => (after ? world.checksOf(after.id).map(({ id }) => id) : []));
    if (!this.#stopped) this.lookAt([...new Set([...fresh, ...there])]);
  }
}

/** Stored secrets that nothing points to afterwards. Those of a template are the template's, not its checks'. */
function orphans(checks: InventoryPlan['checks'], templates: InventoryPlan['templates']): ReadonlySet<string> {
  const own = (check: Check | null): readonly JsonObject[] => (check && !check.template ? [check.config] : []);
  const configs = (side: 'before' | 'after'): readonly JsonObject[] => [
    ...checks.flatMap((change) => own(change[side])),
    ...templates.flatMap((change) => (change[side]?.checks ?? []).map((check) => check.config)),
  ];
  const gone = new Set(configs('before').flatMap(referencesIn));
  for (const kept of configs('after').flatMap(referencesIn)) gone.delete(kept);
  return gone;
}
