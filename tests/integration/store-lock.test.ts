// One data folder, one engine, seen from a real second process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder, readHolder } from '../../electron/engine/store/lock.ts';
import { NIGHT, newFolder, refusalOf } from './store-makers.ts';

const me = { pid: process.pid, host: 'here', since: NIGHT };

async function heldByAnother(folder: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./store-child-lock.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, String(NIGHT)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout!, 'data');
  expect(String(said)).toBe('held\n');
  return child;
}

test('a folder held by another process is refused, naming that process and since when', async () => {
  const folder = newFolder();
  const other = await heldByAnother(folder);
  const refusal = await refusalOf(() => lockFolder(folder, me));
  expect(refusal.reason).toBe('locked');
  expect(refusal.message).toContain(`process id ${other.pid} on test-host, since 2026-11-22T02:14:00.000Z`);
  expect(readHolder(folder)).toMatchObject({ pid: other.pid });
});

test('it is free again after that process got SIGKILL, although its words are still there', async () => {
  const folder = newFolder();
  const other = await heldByAnother(folder);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(readHolder(folder)).toMatchObject({ pid: other.pid });
  const release = lockFolder(folder, me);
  expect(readHolder(folder)).toEqual(me);
  release();
});

test('given back in order, nothing is left of the holder, and giving back twice is harmless', () => {
  const folder = join(newFolder(), 'made', 'on the way');
  const release = lockFolder(folder, me);
  release();
  release();
  expect(existsSync(join(folder, 'engine.lock.json'))).toBe(false);
  lockFolder(folder, me)();
});

test('the same process cannot take it twice', async () => {
  const folder = newFolder();
  const release = lockFolder(folder, me);
  expect((await refusalOf(() => lockFolder(folder, me))).reason).toBe('locked');
  // The attempt that failed must not have taken the lock of the first away.
  const refused = await refusalOf(() => lockFolder(folder, me));
  expect(refused.message).toContain(`process id ${process.pid}`);
  release();
});

test('a holder nobody can read is refused without a name, never with a crash', async () => {
  const folder = newFolder();
  await heldByAnother(folder);
  writeFileSync(join(folder, 'engine.lock.json'), '{"pid":');
  expect((await refusalOf(() => lockFolder(folder, me))).message).toContain('in use by another Watchfloor engine');
  expect(readFileSync(join(folder, 'engine.lock.json'), 'utf8')).toBe('{"pid":');
});
