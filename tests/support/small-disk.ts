// A disk of a few megabytes, to be filled: a file system of its own, mounted for the test where this user may.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function mount(folder: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
}

/** Whether this user may mount a file system; tests that need one are skipped by name otherwise. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-mount-'));
  try {
    mount(folder, '64k');
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder on a disk of its own; gone with the test. */
export function smallDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-disk-'));
  mount(folder, `${megabytes}m`);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Fills the disk to the last byte; returns how to make room again. */
export function fillDisk(folder: string): () => void {
  const ballast = join(folder, 'somebody-elses-logs');
  const room = (): number => {
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize;
  };
  for (let bytes = room(); bytes > 0; bytes = room()) writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a' });
  return () => rmSync(ballast);
}
