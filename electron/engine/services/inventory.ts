// What is watched. Each change is validated whole, then one transaction writes it with its journal entry, then the world,
// the schedule and the screens follow. A refusal changes nothing.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { BulkChange, CsvField, importInput } from '../../contract/api/inventory.ts';
import type { Check, CheckInput, JsonObject } from '../../contract/model/check.ts';
import type { Credential, CredentialInput } from '../../contract/model/credential.ts';
import type { Host, HostInput } from '../../contract/model/host.ts';
import { type CheckId, checkId, type HostId, hostId, type TemplateId } from '../../contract/model/ids.ts';
import type { ImportReport, InventoryChange } from '../../contract/model/inventory-change.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { ProbeKindInfo } from '../../contract/model/kind.ts';
import type { Template, TemplateInput } from '../../contract/model/template.ts';
import type { WorldEvent } from '../../contract/model/world.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid, notFound } from '../lib/refusal.ts';
import { catalogue } from '../probes/catalogue.ts';
import type { Store } from '../store/open.ts';
import {
  defaultAlive,
  type NewCheck,
  prefixed,
  refuseBadChecks,
  refuseBadHost,
  refuseTakenName,
} from './inventory-rules.ts';
import type { Jobs } from './jobs.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Monitoring } from './monitoring.ts';
import type { Scheduler } from './scheduler.ts';
import { referencesIn, type SealedConfig } from './secrets.ts';
import type { World } from './world.ts';

type ImportInput = z.infer<typeof importInput>;

export interface InventoryOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly monitoring: Monitoring;
  readonly feed: LiveFeed;
}

export class Inventory {
  readonly #options: InventoryOptions;

  constructor(options: InventoryOptions) {
    this.#options = options;
  }

  kinds(): readonly ProbeKindInfo[] {
    return catalogue;
  }

  /** Adds a host and its checks, all or nothing. Without checks it gets a ping as its alive check. */
  async addHost(
    { host: input, checks }: { host: HostInput; checks: readonly NewCheck[] },
    actor: Actor,
  ): Promise<{ host: Host; checks: readonly Check[] }> {
    const { store, world, feed, monitoring, scheduler } = this.#options;
    const host: Host = { ...input, id: hostId.parse(randomUUID()) };
    refuseBadHost(world, host);
    const wanted = checks.length > 0 ? checks : [defaultAlive()];
    refuseBadChecks(wanted);
    const { made, sealed } = await this.#acceptAll(host, wanted);
    // Sealing waits for the keychain: the world may have changed meanwhile.
    refuseBadHost(world, host);
    const names = made.map((check) => check.name).join(', ');
    this.#write(actor, `${host.name} added, with ${names}`, host, { host, checks: made }, () => {
      store.inventory.putHost(host);
      for (const one of sealed) one.write();
      for (const check of made) store.inventory.putCheck(check);
    });
    world.putHost(host);
    for (const check of made) world.putCheck(check);
    feed.publish([{ type: 'host', host }, ...made.map((check): WorldEvent => ({ type: 'check', check }))]);
    monitoring.checksEdited(made.map((check) => check.id));
    for (const check of made) await this.#schedule(check);
    // A new host is looked at at once: its first colour is worth more than an even spread.
    scheduler.runNow(made.map((check) => check.id));
    return { host, checks: made };
  }

  async editHost({ hostId: id, host: input }: { hostId: HostId; host: HostInput }, actor: Actor): Promise<Host> {
    const { store, world, feed, monitoring, scheduler } = this.#options;
    const before = this.#hostOf(id);
    const host: Host = { ...input, id };
    refuseBadHost(world, host);
    this.#write(actor, `${host.name} edited`, host, { before, after: host }, () => store.inventory.putHost(host));
    world.putHost(host);
    feed.publish([{ type: 'host', host }]);
    monitoring.hostEdited(id);
    for (const check of world.checksOf(id)) await this.#schedule(check);
    if (before.address !== host.address) scheduler.runNow(world.checksOf(id).map((check) => check.id));
    return host;
  }

  /** Removes a host, its checks and its open problems. Hosts behind it lose it as a parent; history stays. */
  async removeHost(id: HostId, actor: Actor): Promise<void> {
    const { store, world, feed, monitoring, scheduler } = this.#options;
    const host = this.#hostOf(id);
    const checks = world.checksOf(id);
    const freed = [...world.hosts.values()]
      .filter((other) => other.parents.some((parent) => parent.hostId === id))
      .map((other): Host => ({ ...other, parents: other.parents.filter((parent) => parent.hostId !== id) }));
    this.#write(actor, `${host.name} removed, with ${checks.length} checks`, host, { host }, () => {
      for (const other of freed) store.inventory.putHost(other);
      for (const check of checks) this.#forget(check);
      store.inventory.removeHost(id);
    });
    for (const check of checks) scheduler.remove(check.id);
    const closed = monitoring.forget(
      checks.map((check) => check.id),
      id,
    );
    for (const check of checks) world.removeCheck(check.id);
    world.removeHost(id);
    for (const other of freed) world.putHost(other);
    feed.publish([
      ...closed,
      ...checks.map((check): WorldEvent => ({ type: 'check-removed', checkId: check.id })),
      { type: 'host-removed', hostId: id },
      ...freed.map((other): WorldEvent => ({ type: 'host', host: other })),
    ]);
    for (const other of freed) monitoring.hostEdited(other.id);
  }

  async addCheck(input: CheckInput, actor: Actor): Promise<Check> {
    const { world, jobs, scheduler } = this.#options;
    const host = this.#hostOf(input.hostId);
    refuseTakenName(world, input, null);
    const sealed = await jobs.accept(input.kind, input.config, null);
    refuseTakenName(world, input, null);
    const check: Check = { ...input, config: sealed.config, id: checkId.parse(randomUUID()) };
    await this.#putCheck(check, sealed, actor, `${check.name} added to ${host.name}`);
    scheduler.runNow([check.id]);
    return check;
  }

  async editCheck(
    { checkId: id, check: input }: { checkId: CheckId; check: CheckInput },
    actor: Actor,
  ): Promise<Check> {
    const { world, jobs } = this.#options;
    let before = this.#checkOf(id);
    if (input.hostId !== before.hostId) throw invalid([{ path: 'hostId', message: 'a check stays on its host' }]);
    let sealed = await jobs.accept(input.kind, input.config, before);
    // Sealing waits for the keychain: somebody else may have edited or removed the check meanwhile.
    for (let now = this.#checkOf(id); now !== before; now = this.#checkOf(id)) {
      before = now;
      sealed = await jobs.accept(input.kind, input.config, before);
    }
    const host = this.#hostOf(before.hostId);
    refuseTakenName(world, input, id);
    const check: Check = { ...input, config: sealed.config, id };
    await this.#putCheck(check, sealed, actor, `${input.name} of ${host.name} edited`);
    return check;
  }

  async removeCheck(id: CheckId, actor: Actor): Promise<void> {
    const { world, feed, monitoring, scheduler } = this.#options;
    const check = this.#checkOf(id);
    const host = this.#hostOf(check.hostId);
    this.#write(actor, `${check.name} removed from ${host.name}`, host, { check }, () => this.#forget(check), id);
    scheduler.remove(id);
    const closed = monitoring.forget([id]);
    world.removeCheck(id);
    feed.publish([...closed, { type: 'check-removed', checkId: id }]);
    if (check.alive) monitoring.hostEdited(host.id);
  }

  removeHosts(_ids: readonly HostId[], _actor: Actor): Promise<{ removed: number }> {
    throw new Error('not written yet');
  }

  bulkEdit(
    _input: { hostIds: readonly HostId[]; change: BulkChange; dryRun: boolean },
    _actor: Actor,
  ): Promise<{ changes: readonly InventoryChange[]; applied: boolean }> {
    throw new Error('not written yet');
  }

  putTemplate(
    _input: { templateId?: TemplateId | undefined; template: TemplateInput },
    _actor: Actor,
  ): Promise<Template> {
    throw new Error('not written yet');
  }

  removeTemplate(_id: TemplateId, _actor: Actor): Promise<void> {
    throw new Error('not written yet');
  }

  putCredential(_input: CredentialInput, _actor: Actor): Promise<Credential> {
    throw new Error('not written yet');
  }

  removeCredential(_name: string, _actor: Actor): Promise<void> {
    throw new Error('not written yet');
  }

  importFile(_input: ImportInput, _actor: Actor): Promise<ImportReport> {
    throw new Error('not written yet');
  }

  csvColumns(_text: string): {
    columns: readonly string[];
    rows: readonly (readonly string[])[];
    guess: Readonly<Record<string, CsvField>>;
  } {
    throw new Error('not written yet');
  }

  exportFile(_hostIds?: readonly HostId[]): { text: string } {
    throw new Error('not written yet');
  }

  /** Puts every enabled check on the schedule: once at start, and after the vault was opened. */
  async scheduleAll(): Promise<void> {
    for (const check of this.#options.world.checks.values()) await this.#schedule(check);
  }

  async #acceptAll(
    host: Host,
    wanted: readonly NewCheck[],
  ): Promise<{ made: readonly Check[]; sealed: readonly SealedConfig[] }> {
    const made: Check[] = [];
    const sealed: SealedConfig[] = [];
    for (const [index, one] of wanted.entries()) {
      const safe = await this.#options.jobs.accept(one.kind, one.config, null).catch(prefixed(`checks.${index}`));
      sealed.push(safe);
      made.push({ ...one, config: safe.config, hostId: host.id, id: checkId.parse(randomUUID()) });
    }
    return { made, sealed };
  }

  async #putCheck(check: Check, sealed: SealedConfig, actor: Actor, text: string): Promise<void> {
    const { store, world, feed, monitoring } = this.#options;
    // One check says whether the host is up: the one that had the mark gives it away.
    const others = check.alive
      ? world.checksOf(check.hostId).filter((other) => other.alive && other.id !== check.id)
      : [];
    const changed = [check, ...others.map((other): Check => ({ ...other, alive: false }))];
    this.#write(
      actor,
      text,
      this.#hostOf(check.hostId),
      { check },
      () => {
        sealed.write();
        for (const one of changed) store.inventory.putCheck(one);
      },
      check.id,
    );
    for (const one of changed) world.putCheck(one);
    feed.publish(changed.map((one): WorldEvent => ({ type: 'check', check: one })));
    monitoring.checksEdited(changed.map((one) => one.id));
    for (const one of changed) await this.#schedule(one);
  }

  /** Writes a change and its journal entry together, or not at all. `data` must be plain JSON. */
  #write(actor: Actor, text: string, host: Host, data: object, change: () => void, check?: CheckId): void {
    const { store, clock } = this.#options;
    const about = { hostId: host.id, ...(check ? { checkId: check } : {}) };
    const entry: EntryDraft = {
      kind: 'inventory',
      occurredAt: clock.now(),
      actor,
      ...about,
      text,
      data: data as JsonObject,
    };
    store.transaction(() => {
      change();
      store.journal.append([entry], clock.now());
    });
  }

  #forget(check: Check): void {
    const { store } = this.#options;
    for (const id of referencesIn(check.config)) store.secrets.remove(id);
    store.inventory.removeCheck(check.id);
  }

  async #schedule(check: Check): Promise<void> {
    const { world, jobs, scheduler } = this.#options;
    const host = world.hosts.get(check.hostId);
    const job = host && check.enabled ? await jobs.prepare(check, host) : null;
    // Changed or removed while the keychain was asked: whoever did that schedules it.
    if (world.checks.get(check.id) !== check || world.hosts.get(check.hostId) !== host) return;
    if (job) scheduler.put(job);
    else scheduler.remove(check.id);
  }

  #hostOf(id: HostId): Host {
    const host = this.#options.world.hosts.get(id);
    if (!host) throw notFound('host');
    return host;
  }

  #checkOf(id: CheckId): Check {
    const check = this.#options.world.checks.get(id);
    if (!check) throw notFound('check');
    return check;
  }
}
