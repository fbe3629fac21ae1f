// Plugins for tests: scripts of the test's own in a folder that goes with it, and a run as the engine would do it.
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeOutcome } from '../../electron/contract/model/result.ts';
import { plugin } from '../../electron/engine/probes/plugin.ts';
import type { ProbeContext } from '../../electron/engine/probes/probe.ts';
import { probeContext } from '../support/lab/probe-context.ts';

export const PLUGINS = '/usr/lib/nagios/plugins';
/** Debian's monitoring-plugins-basic. */
export const installed = existsSync(`${PLUGINS}/check_dummy`);

export const run = (config: object, context: Partial<ProbeContext> = {}): Promise<ProbeOutcome> =>
  plugin.run(plugin.config.parse(config), probeContext(context));

export const names = (outcome: ProbeOutcome) => outcome.metrics.map(({ name }) => name);

export interface PluginFolder {
  readonly path: string;
  /** Writes a plugin, a shell script unless its first line says otherwise; its absolute path. */
  script(lines: string, name?: string): string;
  remove(): void;
}

/** A folder that another user may read, and write to: what a plugin leaves there is the proof that it ran. */
export function pluginFolder(): PluginFolder {
  const path = mkdtempSync(join(tmpdir(), 'lab-plugin-'));
  chmodSync(path, 0o777);
  return {
    path,
    script(lines, name = 'check_lab') {
      const file = join(path, name);
      writeFileSync(file, lines.startsWith('#!') ? lines : `#!/bin/sh\n${lines}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
