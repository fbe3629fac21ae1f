// What an operator of a kill test has on the desk: what is confirmed, what the things are called, and how a write is put.
// Each write has words of its own (a serial number), so that no other can stand in for a lost one.
import type { Client } from '../../electron/contract/index.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Chance } from './kill-chance.ts';
import { type HostModel, type Model, tagOf } from './kill-model.ts';

export interface Write {
  readonly what: string;
  /** Words that its journal entry holds; null: it makes none. */
  readonly entry: string | null;
  readonly after: Model;
  send(client: Client): Promise<unknown>;
}

/** What an operator knows when choosing the next write. */
export interface Desk {
  readonly operator: string;
  readonly model: Model;
  /** Ids as the engine gave them: of hosts by name, of checks by 'host/check', of the template. */
  readonly ids: Map<string, string>;
  readonly problems: ReadonlyMap<CheckId, Problem>;
  readonly chance: Chance;
  /** Rises with every write. */
  readonly serial: number;
  readonly vaultIsOpen: boolean;
}

export const MOST_HOSTS = 8;
export const policy = (intervalMs: number) => ({ intervalMs, retryIntervalMs: intervalMs, timeoutMs: 900 });
export const OWN_CHECK = { kind: 'tcp', config: { port: 1 } } as const;

/** Serial numbers of operators never meet: each begins at a number of its own. */
export const wordOf = ({ operator, serial }: Desk): string => `write-${operator}-${serial}.`;
/** An interval that no other write sets. */
export const intervalOf = ({ serial }: Desk): number => 60_000 + serial;
export const addressOf = ({ serial }: Desk): string => `127.0.2.${1 + (serial % 200)}`;

export function withHost(model: Model, name: string, host: HostModel | null): Model {
  const { [name]: _, ...others } = model.hosts;
  return { ...model, hosts: host ? { ...others, [name]: host } : others };
}

export function someHost({ model, chance }: Desk): readonly [string, HostModel] | null {
  const all = Object.entries(model.hosts);
  return all.length === 0 ? null : chance.pick(all);
}

export const idOf = <Id extends string>(desk: Desk, key: string): Id => {
  const id = desk.ids.get(key);
  if (!id) throw new Error(`the id of ${key} is not known`);
  return id as Id;
};

/** A host as it is entered. */
export const entered = (operator: string, name: string, { address, site, notes, tagged }: HostModel) => ({
  name,
  address,
  site,
  notes,
  tags: tagged ? [tagOf(operator), 'prod'] : ['prod'],
});
