// The library that ships, read from its files as the program reads them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runbook, RunbookFinding } from '../../electron/contract/model/runbook.ts';
import { findProbeKind, probeKinds } from '../../electron/engine/probes/index.ts';
import { lintRunbook, readRunbook } from '../../electron/engine/runbook-format/index.ts';

const FOLDER = fileURLToPath(new URL('../../runbooks', import.meta.url));

export interface ShippedBook {
  readonly file: string;
  readonly text: string;
  /** Null: it cannot be read; `findings` say why. */
  readonly runbook: Runbook | null;
  readonly findings: readonly RunbookFinding[];
}

/** All of them by file name, each with everything the linter finds on that day. */
export function shippedBooks(now: number): readonly ShippedBook[] {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const read = files.map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return { file, text, reading: readRunbook(text, file) };
  });
  const runbooks = new Map(
    read.flatMap(({ reading: { runbook } }) => (runbook ? [[runbook.id, runbook] as const] : [])),
  );
  const facts = { now, runbooks, kinds: new Set(probeKinds.map(({ kind }) => kind)), probeFaults };
  return read.map(({ file, text, reading }) => ({
    file,
    text,
    runbook: reading.runbook,
    findings: [...reading.findings, ...lintRunbook(reading, text, facts)],
  }));
}

function probeFaults(kind: string, config: Readonly<Record<string, unknown>>) {
  const parsed = findProbeKind(kind)?.config.safeParse(config);
  return (parsed?.error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
}
