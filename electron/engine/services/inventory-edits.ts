// Single edits of the inventory, each as what is wanted of it and the entry that says so. Refusals name the field.
import { randomUUID } from 'node:crypto';
import type { Check, CheckInput, JsonObject } from '../../contract/model/check.ts';
import type { Host, HostInput } from '../../contract/model/host.ts';
import { type CheckId, checkId, type HostId, hostId, type TemplateId, templateId } from '../../contract/model/ids.ts';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { NewCheck, Template, TemplateInput } from '../../contract/model/template.ts';
import { checkNames } from '../core/inventory-changes.ts';
import { type Change, type InventoryPlan, isEmpty, planInventory, type Wanted } from '../core/inventory-plan.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid } from '../lib/refusal.ts';
import type { Commit } from './inventory-ledger.ts';
import {
  checkOf,
  defaultAlive,
  hostOf,
  prefixed,
  refuseBadChecks,
  refuseBadDependencies,
  refuseBadHost,
  refuseTakenName,
  refuseTakenTemplate,
  refuseTemplateCheck,
  templateOf,
} from './inventory-rules.ts';
import type { Jobs } from './jobs.ts';
import { referencesIn, type SealedConfig } from './secrets.ts';
import type { World } from './world.ts';

export interface EditsOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly jobs: Jobs;
}

/** An edit decided on: what to write, and what the caller is answered once it is written. */
export interface Decided<Answer> {
  readonly commit: Commit;
  readonly answer: Answer;
}

export class InventoryEdits {
  readonly #options: EditsOptions;

  constructor(options: EditsOptions) {
    this.#options = options;
  }

  async addHost(
    { host: input, checks }: { host: HostInput; checks: readonly NewCheck[] },
    actor: Actor,
  ): Promise<Decided<{ host: Host; checks: readonly Check[] }>> {
    const host: Host = { ...input, id: hostId.parse(randomUUID()) };
    refuseBadHost(this.#options.world, host);
    refuseBadChecks(checks);
    const sealed = await this.#acceptAll(checks, [], 'checks');
    const putChecks = checks.map((check, index): Check => {
      const config = sealed[index]?.config ?? {};
      return { ...check, config, hostId: host.id, id: checkId.parse(randomUUID()) };
    });
    const withDefault = new Set([host.id]);
    const plan = this.#plan({ putHosts: [host], putChecks, withDefault, defaultCheck: defaultAlive() });
    const made = plan.checks.flatMap(({ after }) => after ?? []);
    for (const [index, check] of checks.entries()) refuseBadDependencies(check, made, `checks.${index}.dependsOn`);
    const text = `${host.name} added, with ${made.map((check) => check.name).join(', ')}`;
    const entry = this.#entry(actor, text, { host, checks: made }, { hostId: host.id });
    return { commit: { plan, sealed, entries: [entry] }, answer: { host, checks: made } };
  }

  editHost({ hostId: id, host: input }: { hostId: HostId; host: HostInput }, actor: Actor): Decided<Host> {
    const { world } = this.#options;
    const before = hostOf(world, id);
    const host: Host = { ...input, id };
    refuseBadHost(world, host);
    const plan = this.#plan({ putHosts: [host] });
    const checks = checkNames(plan.checks);
    const data = { before, after: host, ...(plan.checks.length > 0 ? { checks } : {}) };
    return this.#decided(plan, host, this.#entry(actor, `${host.name} edited`, data, { hostId: id }));
  }

  /** Hosts with their checks and open problems. Hosts behind them lose them as parents; history stays. */
  removeHosts(ids: readonly HostId[], actor: Actor): Decided<{ removed: number }> {
    const { world } = this.#options;
    const hosts = [...new Set(ids)].map((id) => hostOf(world, id));
    const plan = this.#plan({ removeHosts: hosts.map((host) => host.id) });
    const entries = hosts.map((host) =>
      this.#entry(
        actor,
        `${host.name} removed, with ${world.checksOf(host.id).length} checks`,
        { host },
        { hostId: host.id },
      ),
    );
    return { commit: { plan, sealed: [], entries }, answer: { removed: hosts.length } };
  }

  async addCheck(input: CheckInput, actor: Actor): Promise<Decided<Check>> {
    const { world, jobs } = this.#options;
    const host = hostOf(world, input.hostId);
    refuseTakenName(world, input, null);
    refuseBadDependencies(input, this.#checksWith(input, null));
    const sealed = await jobs.accept(input.kind, input.config, null);
    const check: Check = { ...input, config: sealed.config, id: checkId.parse(randomUUID()) };
    return this.#putCheck(check, sealed, host, `${check.name} added to ${host.name}`, actor);
  }

  async editCheck({ checkId: id, check: input }: { checkId: CheckId; check: CheckInput }, actor: Actor) {
    const { world, jobs } = this.#options;
    const before = checkOf(world, id);
    if (input.hostId !== before.hostId) throw invalid([{ path: 'hostId', message: 'a check stays on its host' }]);
    refuseTemplateCheck(world, before);
    const host = hostOf(world, before.hostId);
    const sealed = await jobs.accept(input.kind, input.config, before);
    refuseTakenName(world, input, id);
    refuseBadDependencies(input, this.#checksWith(input, id));
    const check: Check = { ...input, config: sealed.config, id };
    return this.#putCheck(check, sealed, host, `${input.name} of ${host.name} edited`, actor);
  }

  /** The checks of a host with one added, or changed: a host's own stands in the place of a template's of that name. */
  #checksWith(input: CheckInput, self: CheckId | null): readonly NewCheck[] {
    const others = this.#options.world.checksOf(input.hostId).filter((other) => other.id !== self);
    return [input, ...others.filter((other) => nameKey(other.name) !== nameKey(input.name))];
  }

  removeCheck(id: CheckId, actor: Actor): Decided<void> {
    const { world } = this.#options;
    const check = checkOf(world, id);
    refuseTemplateCheck(world, check);
    const host = hostOf(world, check.hostId);
    const plan = this.#plan({ removeChecks: [id] });
    const about = { hostId: host.id, checkId: id };
    return this.#decided(
      plan,
      undefined,
      this.#entry(actor, `${check.name} removed from ${host.name}`, { check }, about),
    );
  }

  async putTemplate(
    { templateId: id, template: input }: { templateId?: TemplateId | undefined; template: TemplateInput },
    actor: Actor,
  ): Promise<Decided<Template>> {
    const { world } = this.#options;
    const before = id === undefined ? null : templateOf(world, id);
    refuseTakenTemplate(world, input.name, id);
    refuseBadChecks(input.checks, 'template.checks');
    const sealed = await this.#acceptAll(input.checks, before?.checks ?? [], 'template.checks');
    const checks = input.checks.map((check, index) => ({ ...check, config: sealed[index]?.config ?? {} }));
    const template: Template = { ...input, checks, id: id ?? templateId.parse(randomUUID()) };
    const plan = this.#plan({ putTemplates: [template] });
    const data = { before, after: template, hosts: hostsIn(plan) };
    const text = `Template "${template.name}" ${before ? 'edited' : 'added'}: ${reach(plan)}`;
    return this.#decided(plan, template, this.#entry(actor, text, data), sealed);
  }

  removeTemplate(id: TemplateId, actor: Actor): Decided<void> {
    const before = templateOf(this.#options.world, id);
    const plan = this.#plan({ removeTemplates: [id] });
    const text = `Template "${before.name}" removed: ${reach(plan)}`;
    return this.#decided(plan, undefined, this.#entry(actor, text, { before, hosts: hostsIn(plan) }));
  }

  /** Parsed and sealed; `before` are the checks they may take over stored secrets from: by name, else by reference. */
  async #acceptAll(
    wanted: readonly NewCheck[],
    before: readonly NewCheck[],
    place: string,
  ): Promise<readonly SealedConfig[]> {
    const left = new Set(before);
    const sealed: SealedConfig[] = [];
    for (const [index, check] of wanted.entries()) {
      const references = new Set(referencesIn(check.config));
      const previous =
        [...left].find((one) => nameKey(one.name) === nameKey(check.name)) ??
        [...left].find((one) => referencesIn(one.config).some((id) => references.has(id)));
      if (previous) left.delete(previous);
      const accepted = this.#options.jobs.accept(check.kind, check.config, previous ?? null);
      sealed.push(await accepted.catch(prefixed(`${place}.${index}`)));
    }
    return sealed;
  }

  #putCheck(check: Check, sealed: SealedConfig, host: Host, text: string, actor: Actor): Decided<Check> {
    const plan = this.#plan({ putChecks: [check] });
    const entry = this.#entry(actor, text, { check }, { hostId: host.id, checkId: check.id });
    return this.#decided(plan, check, entry, [sealed]);
  }

  #plan(wanted: Wanted): InventoryPlan {
    return planInventory(this.#options.world, wanted, randomUUID);
  }

  /** What changes nothing leaves no entry. */
  #decided<Answer>(
    plan: InventoryPlan,
    answer: Answer,
    entry: EntryDraft,
    sealed: readonly SealedConfig[] = [],
  ): Decided<Answer> {
    return { commit: { plan, sealed, entries: isEmpty(plan) ? [] : [entry] }, answer };
  }

  /** `data` must be plain JSON, with references in the place of secrets. */
  #entry(actor: Actor, text: string, data: object, about: Pick<EntryDraft, 'hostId' | 'checkId'> = {}): EntryDraft {
    return {
      kind: 'inventory',
      occurredAt: this.#options.clock.now(),
      actor,
      ...about,
      text,
      data: data as JsonObject,
    };
  }
}

const hostsIn = (plan: InventoryPlan): number =>
  new Set(plan.checks.flatMap(({ before, after }) => (after ?? before)?.hostId ?? [])).size;

/** '3 checks added on 41 hosts'. */
function reach(plan: InventoryPlan): string {
  const count = (wanted: (change: Change<Check>) => boolean) => plan.checks.filter(wanted).length;
  const counts = [
    [count(({ before }) => before === null), 'added'],
    [count(({ before, after }) => before !== null && after !== null), 'changed'],
    [count(({ after }) => after === null), 'removed'],
  ] as const;
  const some = (many: number, one: string) => `${many} ${one}${many === 1 ? '' : 's'}`;
  const said = counts.filter(([many]) => many > 0).map(([many, what]) => `${some(many, 'check')} ${what}`);
  return said.length > 0 ? `${said.join(', ')} on ${some(hostsIn(plan), 'host')}` : 'no host is concerned';
}
