// What an operator of a kill test has in the engine: what it must be after a kill, and how it is found in a data folder.
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import type { Vault } from '../../electron/engine/lib/vault.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import { badChecks, beatCheck } from './kill-ground.ts';
import { findHandoff, type HandoffModel } from './kill-model-handoff.ts';
import { findIncident, type IncidentModel } from './kill-model-incident.ts';

export interface HostModel {
  readonly address: string;
  readonly site: string;
  readonly notes: string;
  /** Carries the tag of the operator's template. */
  readonly tagged: boolean;
  /** Intervals of its own checks by their name. */
  readonly checks: Readonly<Record<string, number>>;
}

/** Everything one operator has confirmed. Each has hosts, a template, a credential of their own: nobody edits another's. */
export interface Model {
  readonly hosts: Readonly<Record<string, HostModel>>;
  /** Interval of the one check of the operator's template; null: there is no template. */
  readonly template: number | null;
  readonly credential: { readonly about: string; readonly secret: string } | null;
  /** Reasons of acknowledgements by check; null: nobody has it in hand. */
  readonly acks: Readonly<Record<string, string | null>>;
  /** The message of the last sign of life. */
  readonly beat: string | null;
  /** Days that values are kept; of the one operator who sets them. */
  readonly valuesDays: number | null;
  /** Null: none was opened. */
  readonly incident: IncidentModel | null;
  /** Of the one operator who hands over; null: none was begun. */
  readonly handoff: HandoffModel | null;
}

export const tagOf = (operator: string): string => `${operator}-tag`;
/** The check of each operator's template. */
export const TEMPLATE_CHECK = 'from-template';

export const emptyModel = (operator: string): Model => ({
  hosts: {},
  template: null,
  credential: null,
  acks: Object.fromEntries(badChecks(operator).map((id) => [id, null])),
  beat: null,
  valuesDays: null,
  incident: null,
  handoff: null,
});

/** A model as it is found: the checks of templates are on the hosts that carry the tag. */
export function asFound(model: Model): Model {
  const { template } = model;
  const hosts = Object.entries(model.hosts).map(([name, host]): [string, HostModel] => {
    const given = host.tagged && template !== null ? { [TEMPLATE_CHECK]: template } : {};
    return [name, { ...host, checks: sorted({ ...host.checks, ...given }) }];
  });
  return { ...model, hosts: sorted(Object.fromEntries(hosts)) };
}

/** What a data folder holds of an operator. `setsDays`: whether this is the one who changes the settings, and hands over. */
export function findModel(store: Store, operator: string, vault: Vault, setsDays: boolean): Model {
  const checks = store.inventory.checks();
  const hosts = store.inventory.hosts().flatMap((host): [string, HostModel][] => {
    if (!host.name.startsWith(`${operator}-`)) return [];
    const own = checks.filter((check) => check.hostId === host.id);
    const { address, site, notes } = host;
    const intervals = sorted(Object.fromEntries(own.map((check) => [check.name, check.policy.intervalMs])));
    return [[host.name, { address, site, notes, tagged: host.tags.includes(tagOf(operator)), checks: intervals }]];
  });
  const template = store.templates.list().find((one) => one.tag === tagOf(operator));
  const open = new Map(store.problems.listOpen().map((problem) => [problem.checkId, problem.ack]));
  const ackOf = (id: CheckId): string | null => {
    const ack = open.get(id);
    return ack ? `${ack.by}: ${ack.reason}` : null;
  };
  return {
    hosts: sorted(Object.fromEntries(hosts)),
    template: template?.checks[0]?.policy.intervalMs ?? null,
    credential: findCredential(store, `${operator}-key`, vault),
    acks: Object.fromEntries(badChecks(operator).map((id) => [id, ackOf(id)])),
    beat: store.beats.list().find((beat) => beat.checkId === beatCheck(operator))?.message ?? null,
    valuesDays: setsDays ? storedDays(store) : null,
    incident: findIncident(store, operator),
    handoff: setsDays ? findHandoff(store) : null,
  };
}

function findCredential(store: Store, name: string, vault: Vault): Model['credential'] {
  const found = store.credentials.get(name);
  if (!found) return null;
  const sealed = store.secrets.get(found.secretId);
  if (!sealed) return { about: found.about, secret: 'gone' };
  // The first byte says that it lies in the vault.
  return { about: found.about, secret: vault.open(sealed.subarray(1)) };
}

function storedDays(store: Store): number | null {
  const stored = store.settings.get('engine');
  return stored === undefined ? null : settings.parse(stored).retention.valuesDays;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
