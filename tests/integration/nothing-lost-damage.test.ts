// Files of the data folder harmed in every place: an engine comes up or refuses in words, sets aside what is damaged,
// restores the newest good backup, and says what is missing. (spec: trust, "Nothing lost"; 400 and more: `npm run fuzz`)
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { listBackups } from '../../electron/engine/store/backup.ts';
import { damageFolders } from '../soak/damage.ts';
import { type Golden, HOSTS, makeGolden } from '../soak/damage-folder.ts';
import { openDesk } from '../soak/desk.ts';

const CASES = 40;

test(`${CASES} harms: none ends without words, none loses what was whole`, async () => {
  const seed = Number(process.env.DAMAGE_SEED ?? Math.floor(Math.random() * 1e9));
  const { findings, cases, outcomes } = await damageFolders(CASES, seed);
  expect(findings, `with DAMAGE_SEED=${seed}`).toEqual([]);
  expect(cases).toBe(CASES);
  // All of it was seen, or the harms are no harms.
  for (const outcome of ['whole', 'restored', 'samples begun afresh', 'refused in words'] as const)
    expect(outcomes[outcome], outcome).toBeGreaterThan(0);
}, 180_000);

describe('a good folder', () => {
  let golden: Golden;
  beforeAll(async () => {
    golden = await makeGolden();
  });
  afterAll(() => golden.remove());

  function copyOf(more: string = mkdtempSync(join(tmpdir(), 'watchfloor-good-'))): string {
    cpSync(golden.folder, more, { recursive: true });
    onTestFinished(() => rmSync(more, { recursive: true, force: true }));
    return more;
  }

  test('loses nothing, however often it is started', async () => {
    const folder = copyOf();
    const seen: unknown[] = [];
    for (let start = 0; start < 4; start += 1) {
      const desk = await openDesk(folder, golden.endedAt + start * 60_000);
      const { world } = desk.engine;
      const acks = [...world.problems.values()].map((problem) => [problem.checkId, problem.ack]);
      seen.push({
        hosts: [...world.hosts.values()],
        checks: [...world.checks.values()],
        templates: [...world.templates.values()],
        credentials: [...world.credentials.values()],
        acks: acks.toSorted(),
        oldest: (await desk.client.history.journal({ before: 20, limit: 19 })).map((entry) => entry.hash),
      });
      expect(desk.engine.watchdog.health().troubles).toEqual([]);
      await desk.stop();
    }
    expect(world(seen[0]).hosts).toHaveLength(HOSTS.end);
    for (const later of seen.slice(1)) expect(later).toEqual(seen[0]);
  });

  test('half a backup is taken for none, and goes at the next start', async () => {
    const folder = copyOf();
    const good = listBackups(folder, 'watchfloor');
    const half = join(folder, 'backups', 'watchfloor-2026-12-01T00-00-00.000Z.db.partial');
    writeFileSync(half, readFileSync(good[0] ?? '').subarray(0, 20_000));
    writeFileSync(`${half}-journal`, 'half');
    expect(listBackups(folder, 'watchfloor')).toEqual(good);
    // Even where it would be the newest: the one before is restored.
    writeFileSync(join(folder, 'watchfloor.db'), 'no database');
    const desk = await openDesk(folder, golden.endedAt);
    expect(desk.engine.world.hosts.size).toBe(HOSTS.second);
    await desk.stop();
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('that this user may not read is refused in words, and left as it is', async (context) => {
    const folder = copyOf();
    const file = join(folder, 'watchfloor.db');
    const before = readFileSync(file);
    const isRoot = process.getuid?.() === 0;
    // Root reads everything: somebody else has to try. Nobody may not be able to read this repository either.
    if (isRoot && !nobodyCanRun()) return context.skip('nobody cannot run the engine from here');
    chmodSync(folder, 0o777);
    chmodSync(file, 0o000);
    const engine = join(import.meta.dirname, '../../electron/engine/index.ts');
    const env = { PATH: process.env.PATH, HOME: folder, WATCHFLOOR_DATA: folder };
    const child = spawn(process.execPath, [engine], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(isRoot ? NOBODY : {}),
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [status] = await once(child, 'close');
    expect(said).toMatch(/watchfloor\.db.*(read-only|unable to open)/);
    expect(status).toBe(3);
    chmodSync(file, 0o600);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

const NOBODY = { uid: 65_534, gid: 65_534 } as const;

function nobodyCanRun(): boolean {
  try {
    const file = join(import.meta.dirname, '../../electron/engine/lib/clock.ts');
    execFileSync(process.execPath, ['--check', file], { ...NOBODY, stdio: 'ignore', env: {} });
    return true;
  } catch {
    return false;
  }
}

const world = (seen: unknown) => seen as { readonly hosts: readonly unknown[] };
