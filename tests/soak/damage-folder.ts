// A data folder worth losing: hosts, templates, problems in hand, a credential, half a day of figures, two backups at
// known points, and a write-ahead log that is not checkpointed. Harm is done to copies of it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desk, openDesk } from './desk.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
export const STARTED_AT = Date.UTC(2026, 10, 20, 2, 0, 0);

/** Hosts at the first backup, at the second, and at the end. */
export const HOSTS = { first: 20, second: 25, end: 28 } as const;

export interface Golden {
  readonly folder: string;
  /** Epoch ms; an engine that starts on it starts later. */
  readonly endedAt: number;
  remove(): void;
}

export async function makeGolden(): Promise<Golden> {
  const home = mkdtempSync(join(tmpdir(), 'watchfloor-golden-'));
  const [live, folder] = [join(home, 'live'), join(home, 'golden')];
  const desk = await openDesk(live, STARTED_AT);
  const { client, clock } = desk;
  await client.engine.unlockVault({ passphrase: 'a shift of eight hours' });
  await client.inventory.putCredential({ name: 'lab key', about: 'opens the lab', secret: 'correct horse' });
  const check = { name: 'door', kind: 'tcp', config: { port: 1 }, policy: { maxAttempts: 1 } };
  await client.inventory.putTemplate({ template: { name: 'doors', tag: 'door', checks: [check] } });
  await watch(desk, 0, HOSTS.first);
  desk.runner.say('host-3', 'door', 'critical');
  desk.runner.say('host-4', 'door', 'warning');
  await clock.advance(3 * 60 * MINUTE);
  const [problem] = [...desk.engine.world.problems.values()];
  if (problem) await client.monitoring.acknowledge({ problemIds: [problem.id], reason: 'on my way', sticky: true });
  await client.engine.backUp();
  await watch(desk, HOSTS.first, HOSTS.second);
  await clock.advance(90 * MINUTE);
  await client.engine.backUp();
  await clock.advance(20 * MINUTE);
  await watch(desk, HOSTS.second, HOSTS.end);
  // While the engine stands still between two turns: as a kill would leave it, with what is only in the write-ahead log.
  cpSync(live, folder, { recursive: true, filter: (file) => !/engine\.lock|-shm$/.test(file) });
  const endedAt = clock.now();
  await desk.stop();
  return { folder, endedAt: endedAt + DAY, remove: () => rmSync(home, { recursive: true, force: true }) };
}

async function watch({ client }: Desk, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const host = { name: `host-${n}`, address: `127.0.3.${n + 1}`, tags: ['door'], notes: `rack ${n}. `.repeat(60) };
    await client.inventory.addHost({ host, checks: [{ name: 'ping', kind: 'ping', alive: true }] });
  }
}
