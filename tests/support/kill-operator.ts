// An operator of a kill test: writes one thing after the other, and remembers what the engine confirmed. When the engine is
// killed at most one write is in doubt: it must be there whole, or not at all.
import type { EngineConnection } from '../../electron/cli/engine-client.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import type { Chance } from './kill-chance.ts';
import type { Desk, Write } from './kill-desk.ts';
import type { Life, Seen } from './kill-life.ts';
import { emptyModel, type Model } from './kill-model.ts';
import { changeSettings, WRITES } from './kill-writes.ts';
import { HANDOFF, writeHandoff } from './kill-writes-handoff.ts';

export interface Operator {
  readonly name: string;
  /** Whether this is the one who changes the settings, and hands over. */
  readonly setsDays: boolean;
  /** What was confirmed. */
  readonly model: Model;
  /** Sent, and not answered when the engine was killed. */
  readonly doubt: Write | null;
  /** Words of the journal entries confirmed since the last look, oldest first. */
  readonly entries: readonly string[];
  /** Writes confirmed in all. */
  readonly confirmed: number;
  /** Writes one after the other until the engine is killed. Rejects when one is refused before. */
  work(life: Life, connection: EngineConnection, seen: Seen, vaultIsOpen: boolean): Promise<void>;
  /** The doubt is cleared: it took effect, or it did not. */
  settle(tookEffect: boolean): void;
}

export function createOperator(name: string, setsDays: boolean, chance: Chance, onConfirmed: () => void): Operator {
  const ids = new Map<string, string>();
  let model = emptyModel(name);
  let doubt: Write | null = null;
  let entries: string[] = [];
  let confirmed = 0;
  let serial = 0;

  const choose = (seen: Seen, vaultIsOpen: boolean): Write => {
    serial += 1;
    const desk: Desk = { operator: name, model, ids, problems: seen.problems, chance, serial, vaultIsOpen };
    if (setsDays && chance.below(8) === 0) return changeSettings(desk);
    if (setsDays && chance.below(3) === 0) return writeHandoff(desk);
    for (;;) {
      const write = chance.pick(WRITES)(desk);
      if (write) return write;
    }
  };

  return {
    name,
    setsDays,
    get model() {
      return model;
    },
    get doubt() {
      return doubt;
    },
    get entries() {
      return entries;
    },
    get confirmed() {
      return confirmed;
    },
    async work(life, { client }, seen, vaultIsOpen) {
      rememberIds(ids, seen.first);
      while (!life.killed) {
        const write = choose(seen, vaultIsOpen);
        doubt = write;
        try {
          await write.send(client);
        } catch (error) {
          if (life.killed) return;
          throw new Error(`${name}: ${write.what} failed before the kill`, { cause: error });
        }
        confirmed += 1;
        model = write.after;
        if (write.entry !== null) entries.push(write.entry);
        doubt = null;
        onConfirmed();
      }
    },
    settle(tookEffect) {
      if (tookEffect && doubt) model = doubt.after;
      doubt = null;
      entries = [];
    },
  };
}

/** What was in doubt may have been made without its answer: its ids are read from the world. */
function rememberIds(ids: Map<string, string>, { hosts, checks, templates, incidents, handoff }: Snapshot): void {
  const names = new Map(hosts.map((host) => [host.id, host.name]));
  for (const host of hosts) ids.set(host.name, host.id);
  for (const check of checks) ids.set(`${names.get(check.hostId)}/${check.name}`, check.id);
  for (const template of templates) ids.set(template.name, template.id);
  for (const { title, id } of incidents) ids.set(title, id);
  if (handoff) ids.set(HANDOFF, handoff.id);
}
