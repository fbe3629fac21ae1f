// Starts engines on folders that were harmed. An engine comes up or refuses in words; what it sets aside is kept as it was;
// what is missing is said; nothing that was whole is lost.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { EngineTrouble } from '../../electron/contract/model/health.ts';
import { StorageError } from '../../electron/engine/store/storage-error.ts';
import { type Chance, createChance } from '../support/kill-chance.ts';
import { type Golden, HOSTS, makeGolden } from './damage-folder.ts';
import { FILES, type FileName, HARMS, type Harm, harmBackups, INNER_HARMS } from './damage-harms.ts';
import { type Desk, openDesk } from './desk.ts';

const MINUTE = 60_000;

/** How a start on a harmed folder went. */
export type Outcome = 'whole' | 'restored' | 'older without a word' | 'samples begun afresh' | 'refused in words';

export interface Case {
  readonly file: FileName;
  readonly harm: Harm;
  readonly backups: 'good' | 'newest' | 'all';
}

export interface DamageCounts {
  cases: number;
  readonly outcomes: Record<Outcome, number>;
  readonly findings: string[];
}

/** Goes through `count` harms, each on a copy of its own; the seed says which. */
export async function damageFolders(
  count: number,
  seed: number,
  say: (line: string) => void = () => {},
): Promise<DamageCounts> {
  const counts: DamageCounts = {
    cases: 0,
    outcomes: {
      whole: 0,
      restored: 0,
      'older without a word': 0,
      'samples begun afresh': 0,
      'refused in words': 0,
    },
    findings: [],
  };
  const golden = await makeGolden();
  try {
    for (let n = 0; n < count; n += 1) {
      // Of its own for each case, so that one can be had again by itself.
      const chance = createChance(seed + n);
      const one = drawCase(n, chance);
      const name = `${one.file}: ${one.harm.name}, backups ${one.backups} (seed ${seed + n}, case ${n})`;
      const { outcome, findings } = await tryCase(golden, one, chance);
      counts.cases += 1;
      if (outcome) counts.outcomes[outcome] += 1;
      counts.findings.push(...findings.map((finding) => `${name}: ${finding}`));
      say(`${outcome ?? 'failed'}: ${name}`);
    }
  } finally {
    golden.remove();
  }
  return counts;
}

/** All harms of both files in turns; how the backups are is chance. */
export function drawCase(n: number, chance: Chance): Case {
  const all = FILES.flatMap((file) =>
    [...HARMS, ...(file === 'watchfloor.db' ? INNER_HARMS : [])].map((harm) => ({ file, harm })),
  );
  const one = all[n % all.length] ?? chance.pick(all);
  return {
    ...one,
    backups: one.file === 'samples.db' ? 'good' : chance.pick(['good', 'good', 'newest', 'all'] as const),
  };
}

export async function tryCase(
  golden: Golden,
  { file, harm, backups }: Case,
  chance: Chance,
): Promise<{ readonly outcome: Outcome | null; readonly findings: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-harm-'));
  try {
    cpSync(golden.folder, folder, { recursive: true });
    harm.harm(join(folder, file), chance);
    if (backups !== 'good') harmBackups(folder, backups, chance);
    const before = readAll(folder);
    const first = await start(folder, golden.endedAt);
    if ('error' in first) return judgeRefusal(first.error, folder, before);
    const findings = [...judgeStart(first, { file, harm, backups }), ...keptAside(folder, file, before, first)];
    const second = await start(folder, golden.endedAt + MINUTE);
    if ('error' in second) findings.push(`the second start failed: ${second.error}`);
    else if (second.hosts !== first.hosts) findings.push(`${first.hosts} hosts, at the second start ${second.hosts}`);
    else if (second.restored.length > 0) findings.push(`the second start says again: ${second.restored.join()}`);
    return { outcome: outcomeOf(first, file), findings };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Started {
  readonly hosts: number;
  readonly restored: readonly string[];
  readonly troubles: readonly EngineTrouble[];
}

/** Starts, watches for some minutes, is asked what operators ask, and ends. */
async function start(folder: string, at: number): Promise<Started | { readonly error: unknown }> {
  let desk: Desk;
  try {
    desk = await openDesk(folder, at);
  } catch (error) {
    return { error };
  }
  try {
    const { client, clock, engine } = desk;
    await clock.advance(3 * MINUTE);
    const [host] = [...engine.world.hosts.values()];
    const period = { from: at - 86_400_000, to: at };
    // A part that cannot be read may be refused; it must not end the engine.
    await Promise.allSettled([
      client.history.journal({ limit: 500 }),
      client.engine.details(),
      client.inventory.exportFile({}),
      client.history.availability({ ...period, checks: true }),
      ...(host ? [client.history.states({ hostId: host.id, ...period })] : []),
      ...[...engine.world.checks.keys()].slice(0, 5).map((checkId) => client.history.samples({ checkId, ...period })),
    ]);
    const { troubles } = engine.watchdog.health();
    const restored = troubles.filter((trouble) => trouble.code === 'restored').map((trouble) => trouble.message);
    return { hosts: engine.world.hosts.size, restored, troubles };
  } catch (error) {
    return { error };
  } finally {
    await desk.stop();
  }
}

type Files = ReadonlyMap<string, Buffer>;

/** Every file of a folder but those of the lock and the shared memory of SQLite. */
function readAll(folder: string, under = ''): Files {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(join(folder, under))) {
    const path = join(under, name);
    if (/^engine\.|-shm$/.test(name)) continue;
    if (statSync(join(folder, path)).isDirectory())
      for (const [one, bytes] of readAll(folder, path)) files.set(one, bytes);
    else files.set(path, readFileSync(join(folder, path)));
  }
  return files;
}

function judgeRefusal(error: unknown, folder: string, before: Files) {
  const findings: string[] = [];
  if (!(error instanceof StorageError)) {
    const said = error instanceof Error ? `${error.name}: ${error.stack}` : String(error);
    findings.push(`it failed without words: ${said}`);
  }
  // Rows from the write-ahead log may have moved into their file; both are read as one.
  const after = readAll(folder);
  for (const [name, bytes] of before) {
    if (/\.db(-wal)?$/.test(name) && !name.startsWith('backups')) continue;
    if (!after.get(name)?.equals(bytes)) findings.push(`${name} was changed by an engine that refused`);
  }
  for (const name of before.keys()) {
    if (name.endsWith('-wal')) continue;
    if (!after.has(name)) findings.push(`${name} is gone after a refusal`);
  }
  return { outcome: findings.length === 0 ? ('refused in words' as const) : null, findings };
}

function judgeStart({ hosts, restored }: Started, { file, harm, backups }: Case): string[] {
  const findings: string[] = [];
  const all = [HOSTS.first, HOSTS.second, HOSTS.end] as readonly number[];
  const mayLack = harm.takesTheLog && file === 'watchfloor.db';
  if (file === 'samples.db' && hosts !== HOSTS.end) findings.push(`${hosts} hosts after a harm to the samples`);
  if (hosts < HOSTS.end && restored.length === 0 && !mayLack)
    findings.push(`${hosts} hosts are left, and nothing is said`);
  if (restored.length > 0 && file === 'watchfloor.db') {
    const wanted = backups === 'newest' ? HOSTS.first : HOSTS.second;
    if (!all.includes(hosts) || hosts !== wanted) findings.push(`restored with ${hosts} hosts instead of ${wanted}`);
    if (!restored.some((words) => /backup of .* took its place.*missing: enter again/.test(words)))
      findings.push(`what is missing is not said: ${restored.join()}`);
  }
  if (harm.visible && restored.length === 0) findings.push('it was not noticed');
  return findings;
}

/** What was replaced lies beside, byte for byte as it was found. */
function keptAside(folder: string, file: FileName, before: Files, { restored }: Started): readonly string[] {
  if (restored.length === 0) return [];
  const aside = readdirSync(folder).find((name) => /\.damaged-[\dTZ.-]+$/.test(name) && name.startsWith(file));
  if (!aside) return ['the damaged file was not kept'];
  const was = before.get(file);
  if (was && was.length > 0 && readFileSync(join(folder, aside)).length === 0) return ['the damaged file was emptied'];
  const wrong = FILES.flatMap((name) => {
    const db = new Database(join(folder, name), { readonly: true });
    const integrity = db.pragma('integrity_check', { simple: true });
    db.close();
    return integrity === 'ok' ? [] : [`${name}: ${integrity}`];
  });
  return wrong;
}

function outcomeOf({ hosts, restored }: Started, file: FileName): Outcome {
  if (restored.length > 0) return file === 'samples.db' ? 'samples begun afresh' : 'restored';
  return hosts === HOSTS.end ? 'whole' : 'older without a word';
}
