// Folders of runbooks for tests: small ones, written as an engineer writes them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own that goes with the test. */
export function runbookFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-runbooks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeRunbook(folder, name, text);
  return folder;
}

export function writeRunbook(folder: string, name: string, text: string): void {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}

/** A whole runbook without a finding; `top` takes the place of keys of the same name, `steps` of its one step. */
export function runbookText(id: string, top: Readonly<Record<string, string>> = {}, steps = ONE_STEP): string {
  const keys: Readonly<Record<string, string>> = {
    apiVersion: 'watchfloor/v1',
    kind: 'Runbook',
    id,
    title: `What to do about ${id}`,
    owner: 'platform',
    state: 'active',
    review: '{ last: 2026-11-01, every: 180d }',
    estimate: '10m',
    meaning: 'What the alarm says.',
    impact: 'What breaks when nobody acts.',
    ...top,
  };
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  return `${lines.join('\n')}\nsteps:\n${steps}`;
}

const ONE_STEP = `  - id: look
    title: Look at it
    manual: { text: Look at the machine. }
`;
