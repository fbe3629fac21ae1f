// What the engine says of its start and of itself.
import type { About } from '../contract/api/engine.ts';
import type { CheckId } from '../contract/model/ids.ts';
import type { EntryDraft } from '../contract/model/journal.ts';
import type { BatchChoice } from './services/batch-choice.ts';
import type { Secrets } from './services/secrets.ts';
import type { World } from './services/world.ts';

/** No engine ran in [from, to), epoch ms. */
export const wasDown = (from: number, to: number): EntryDraft => ({
  kind: 'not-monitored',
  occurredAt: from,
  actor: { type: 'engine' },
  text: `Not monitored for ${Math.round((to - from) / 1_000)} s: no engine was running`,
  data: { from, to },
});

/** How long nobody watched cannot be told then. */
export const wasSetBack = (byMs: number, to: number): EntryDraft => ({
  kind: 'clock-jump',
  occurredAt: to,
  actor: { type: 'engine' },
  text: `The wall clock was set back by ${Math.round(byMs / 1_000)} s or more while no engine was running`,
  data: { byMs: -byMs, from: to + byMs, to },
});

interface AboutOptions {
  readonly version: string;
  readonly folder: string;
  readonly batches: BatchChoice;
  readonly secrets: Secrets;
}

/** The engine about itself. */
export const aboutEngine = ({ version, folder, batches, secrets }: AboutOptions): Omit<About, 'operator' | 'desk'> => ({
  version,
  node: process.versions.node,
  sqlite: process.versions.sqlite ?? '',
  platform: `${process.platform} ${process.arch}`,
  dataFolder: folder,
  pinger: batches.any() ? 'fping' : 'ping',
  secrets: secrets.state(),
});

/** The names of the hosts behind checks that an alert waits for; null when there are none. */
export function waitedFor(world: World, checks: ReadonlySet<CheckId> | undefined): string | null {
  if (!checks || checks.size === 0) return null;
  const hosts = [...checks].flatMap((id) => world.checks.get(id)?.hostId ?? []);
  return hosts.map((id) => world.hosts.get(id)?.name ?? id).join(', ');
}
