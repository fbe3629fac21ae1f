// What a message of another system means for the inventory: on which host it stands, as which check, what is heard of
// it. Pure: decides on the world as it is; inbound-intake carries it out.
import type { Check, JsonObject } from '../../contract/model/check.ts';
import { type Host, hostInput } from '../../contract/model/host.ts';
import { type CheckId, checkId, type HostId, hostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { Status } from '../../contract/model/result.ts';
import { sameValue } from '../core/same-value.ts';
import type { InboundAlert, InboundFormat } from '../inbound/format.ts';
import { cleanLine, cleanOutput } from '../lib/text.ts';
import { inbound as probe } from '../probes/inbound.ts';
import type { StoredBeat } from '../store/beats.ts';
import type { StoredInboundAlert } from '../store/inbound-alerts.ts';
import {
  configOf,
  INBOUND_LIMITS,
  INBOUND_POLICY,
  INBOUND_SITE,
  isInbound,
  isMade,
  MADE_NOTES,
} from './inbound-check.ts';
import { addressOf, checkNameOf, distinctName, type FindHost, hostNameOf, isNumbered } from './inbound-names.ts';
import type { World } from './world.ts';

/** How long a detail may be, bytes of UTF-8. */
const DETAIL_BYTES = 4_096;

export interface Told {
  readonly format: Pick<InboundFormat, 'format' | 'keys'>;
  readonly alert: InboundAlert;
}

export interface InboundNow {
  readonly world: World;
  /** Which check an alert became. */
  readonly nameOf: (source: string, key: string) => CheckId | undefined;
  readonly findHost: FindHost;
  readonly lastStatus: (id: CheckId) => Status | undefined;
  readonly now: number;
  readonly newId: () => string;
  readonly limits?: typeof INBOUND_LIMITS;
}

export interface InboundPlan {
  readonly putHosts: readonly Host[];
  readonly putChecks: readonly Check[];
  readonly names: readonly StoredInboundAlert[];
  readonly lostNames: readonly Omit<StoredInboundAlert, 'checkId'>[];
  readonly beats: readonly StoredBeat[];
  readonly entries: readonly EntryDraft[];
  /** All-clears of what was never heard of: there is nothing to end. */
  readonly ignored: number;
  readonly refused: readonly string[];
}

/** Decides on messages in their order; of several about one alert the last one counts. */
export function planInbound(told: readonly Told[], now: InboundNow): InboundPlan {
  const draft = new Draft(now);
  const latest = new Map(told.map((one) => [`${one.format.format} ${one.alert.key}`, one]));
  for (const one of latest.values()) draft.take(one);
  return draft.plan(told.length - latest.size);
}

class Draft {
  readonly #now: InboundNow;
  readonly #hosts = new Map<string, Host>();
  readonly #checks = new Map<CheckId, Check>();
  readonly #added = new Map<HostId, Check[]>();
  readonly #names: StoredInboundAlert[] = [];
  readonly #lostNames: Omit<StoredInboundAlert, 'checkId'>[] = [];
  readonly #beats = new Map<CheckId, StoredBeat>();
  readonly #entries: EntryDraft[] = [];
  readonly #taken = new Map<HostId, Set<string>>();
  readonly #left: { hosts: number; checks: number };
  #ignored = 0;
  #refusedHosts = 0;
  #refusedChecks = 0;

  constructor(now: InboundNow) {
    this.#now = now;
    const { hosts, checks } = now.limits ?? INBOUND_LIMITS;
    this.#left = { hosts: hosts - count(now.world.hosts, isMade), checks: checks - count(now.world.checks, isInbound) };
  }

  take({ format, alert }: Told): void {
    const { world, nameOf } = this.#now;
    const knownId = nameOf(format.format, alert.key);
    const known = knownId && world.checks.get(knownId);
    if (known) this.#hear(this.#retold(known, format.format, alert), alert);
    else if (alert.status === 'ok') this.#ignored += 1;
    else this.#begin({ format, alert });
  }

  #begin({ format, alert }: Told): void {
    const host = this.#hostOf(format.format, alert);
    const there = host && this.#thereFor(host, { format, alert });
    const check = there
      ? this.#takeOver(there, format.format, alert)
      : host && this.#newCheck(host, format.format, alert);
    if (check) this.#hear(check, alert);
  }

  plan(repeated: number): InboundPlan {
    const { limits = INBOUND_LIMITS } = this.#now;
    const refused = (many: number, what: string, limit: number) =>
      many > 0
        ? [`${many} alerts: the receiver has made ${limit} ${what} already, its limit; remove some that are over`]
        : [];
    return {
      putHosts: [...this.#hosts.values()],
      putChecks: [...this.#checks.values()],
      names: this.#names,
      lostNames: this.#lostNames,
      beats: [...this.#beats.values()],
      entries: [...this.#addedEntries(), ...this.#entries],
      ignored: this.#ignored + repeated,
      refused: [
        ...refused(this.#refusedHosts, 'hosts', limits.hosts),
        ...refused(this.#refusedChecks, 'checks', limits.checks),
      ],
    };
  }

  #hear(check: Check, alert: InboundAlert): void {
    const full = cleanLine(alert.name, 256);
    // A name that had to be changed or cut is told in full.
    const detail = [isNumbered(check.name, full) ? '' : full, alert.detail].filter((line) => line !== '').join('\n');
    this.#beats.set(check.id, {
      checkId: check.id,
      at: this.#now.now,
      status: alert.status,
      message: cleanLine(alert.summary) || full,
      detail: cleanOutput(detail, DETAIL_BYTES),
    });
  }

  /** A known alert: where it begins anew its links and its time are the new ones. */
  #retold(check: Check, source: string, alert: InboundAlert): Check {
    const config = configOf(source, alert);
    if (alert.status === 'ok' || sameValue(config, check.config) || !isInbound(check)) return check;
    const began = check.config.startsAt !== config.startsAt;
    const links = alert.links.length > 0 ? config.links : (check.config.links ?? {});
    const after: Check = { ...check, config: { ...config, links } as JsonObject };
    if (sameValue(after.config, check.config)) return check;
    this.#checks.set(check.id, after);
    if (began) this.#entries.push(this.#entry(check, `told anew by ${source}`, after.config));
    return after;
  }

  #takeOver(check: Check, source: string, alert: InboundAlert): Check {
    const after: Check = { ...check, config: configOf(source, alert) };
    this.#checks.set(check.id, after);
    this.#lostNames.push({ source, key: String(check.config.key ?? '') });
    this.#names.push({ source, key: alert.key, checkId: check.id });
    this.#entries.push(this.#entry(check, `told anew by ${source}`, after.config));
    return after;
  }

  /**
   * A check of this host that is there for it already: entered or imported with this very key, or (where keys name one
   * episode only) one of an episode before that is over.
   */
  #thereFor(host: Host, { format, alert }: Told): Check | undefined {
    const { world, lastStatus } = this.#now;
    const base = checkNameOf(alert.name);
    const own = world
      .checksOf(host.id)
      .filter((check) => isInbound(check) && check.config.source === format.format && !this.#beats.has(check.id));
    const isOver = (check: Check): boolean => isNumbered(check.name, base) && lastStatus(check.id) === 'ok';
    const twin = own.find((check) => check.config.key === alert.key);
    return twin ?? (format.keys === 'one-episode' ? own.find(isOver) : undefined);
  }

  #hostOf(source: string, alert: InboundAlert): Host | undefined {
    const name = hostNameOf(alert.host) || source;
    const known = this.#now.findHost(name === source ? source : alert.host) ?? this.#hosts.get(nameKey(name));
    if (known) return known;
    // A host for a check that may not be made would stay empty.
    if (this.#left.hosts <= 0 || this.#left.checks <= 0) {
      if (this.#left.hosts <= 0) this.#refusedHosts += 1;
      else this.#refusedChecks += 1;
      return undefined;
    }
    this.#left.hosts -= 1;
    const input = hostInput.parse({
      name,
      address: addressOf(alert.host) || name,
      site: INBOUND_SITE,
      notes: MADE_NOTES,
    });
    const host: Host = { ...input, id: hostId.parse(this.#now.newId()) };
    this.#hosts.set(nameKey(name), host);
    return host;
  }

  #newCheck(host: Host, source: string, alert: InboundAlert): Check | undefined {
    if (this.#left.checks <= 0) {
      this.#refusedChecks += 1;
      return undefined;
    }
    this.#left.checks -= 1;
    const taken = this.#takenOn(host.id);
    const name = distinctName(checkNameOf(alert.name), taken);
    taken.add(nameKey(name));
    const check: Check = {
      id: checkId.parse(this.#now.newId()),
      hostId: host.id,
      name,
      kind: probe.kind,
      config: configOf(source, alert),
      policy: INBOUND_POLICY,
      enabled: true,
      alive: false,
      dependsOn: [],
    };
    this.#checks.set(check.id, check);
    this.#names.push({ source, key: alert.key, checkId: check.id });
    this.#added.set(host.id, [...(this.#added.get(host.id) ?? []), check]);
    return check;
  }

  #takenOn(id: HostId): Set<string> {
    const known = this.#taken.get(id) ?? new Set(this.#now.world.checksOf(id).map((check) => nameKey(check.name)));
    this.#taken.set(id, known);
    return known;
  }

  /** One entry for each host that is made or gets checks. */
  #addedEntries(): readonly EntryDraft[] {
    const made = new Map([...this.#hosts.values()].map((host) => [host.id, host]));
    return [...this.#added].map(([id, checks]): EntryDraft => {
      const host = made.get(id);
      const name = host?.name ?? this.#now.world.hosts.get(id)?.name ?? id;
      const names = checks.map((check) => check.name).join(', ');
      const sources = [...new Set(checks.map((check) => String(check.config.source)))].join(', ');
      return {
        kind: 'inventory',
        occurredAt: this.#now.now,
        actor: { type: 'engine' },
        hostId: id,
        text: host
          ? `${name} added, with ${names}: told by ${sources}`
          : `${names} added to ${name}: told by ${sources}`,
        data: { ...(host ? { host } : {}), checks } as unknown as JsonObject,
      };
    });
  }

  #entry(check: Check, what: string, config: JsonObject): EntryDraft {
    const host = this.#now.world.hosts.get(check.hostId)?.name ?? '';
    return {
      kind: 'inbound',
      occurredAt: this.#now.now,
      actor: { type: 'engine' },
      hostId: check.hostId,
      checkId: check.id,
      text: `${check.name} of ${host} ${what}`,
      data: { before: check.config, after: config },
    };
  }
}

function count<Thing>(things: ReadonlyMap<unknown, Thing>, fits: (thing: Thing) => boolean): number {
  let many = 0;
  for (const thing of things.values()) if (fits(thing)) many += 1;
  return many;
}
