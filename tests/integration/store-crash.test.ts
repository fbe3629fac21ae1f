// Killed at any moment: what was confirmed is there, what was not is whole or absent, and the chain verifies.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { newFolder, open } from './store-makers.ts';

const KILLS = 10;

/** Lets an engine write until it has confirmed `lines` lines, then kills it; returns all it had confirmed. */
async function confirmedUntilKilled(folder: string, firstAt: number, lines: number): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('./store-child-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, String(firstAt)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    seen += text.split('\n').length - 1;
    if (seen >= lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // The last piece may be half a line: that one was never confirmed in full.
  return out.split('\n').slice(0, -1);
}

test(`${KILLS} kills at random moments lose no confirmed entry and no confirmed sample`, async () => {
  const folder = newFolder();
  const entries = new Map<number, string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Each life of the engine measures in a time of its own: nothing can stand in for a lost row.
    const firstAt = 1_000_000 * (kill + 1);
    const lines = await confirmedUntilKilled(folder, firstAt, 1 + Math.floor(Math.random() * 600));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) if (!line.startsWith('samples')) entries.set(Number(line.split(' ')[0]), line);

    const store = await open(folder, { samples: { sweep: { minRows: 200, rowsPerCheck: 8 } } });
    expect(store.notices).toEqual([]);
    const report = store.journal.verify();
    expect(report).toMatchObject({ ok: true });
    const { seq: head } = store.journal.head();
    const found = new Map(store.journal.list({ limit: head }).map((e) => [e.seq, `${e.seq} ${e.uuid} ${e.hash}`]));
    for (const [seq, line] of entries) expect(found.get(seq)).toBe(line);
    // Whole transactions only: three entries and their setting.
    expect(head % 3).toBe(0);
    expect(store.settings.get('last-confirmed') ?? 0).toBe(head);

    const rounds = lines.filter((line) => line.startsWith('samples')).length;
    for (const check of ['check-0', 'check-19'] as CheckId[]) {
      const [series] = store.samples.read(check, { from: firstAt, to: firstAt + rounds, points: 10_000 });
      if (rounds > 0) expect(series?.avg).toEqual(Array.from({ length: rounds }, (_, round) => round));
    }
    store.close();
  }
});
