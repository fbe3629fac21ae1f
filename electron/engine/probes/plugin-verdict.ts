// What a plugin's run is worth: the plugin judges, we show. Pure.
import type { Metric, ProbeOutcome } from '../../contract/model/result.ts';
import { cleanLine, size } from '../lib/text.ts';
import { type PluginExit, type PluginMetric, parsePluginOutput } from './plugin-output.ts';

export interface PluginRun extends PluginExit {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Whether more was printed than is kept. */
  readonly cut: boolean;
}

/** More figures than this of one check are a mistake, and each is a series on disk. */
const MAX_METRICS = 500;
const MAX_NAME = 120;

/** The outcome of a run that came to its end. `elsewhere`: by exit codes 126 and 127 a shell may have spoken. */
export function pluginVerdict(run: PluginRun, elsewhere: boolean): ProbeOutcome {
  const stdout = run.stdout.toString('utf8');
  const stderr = run.stderr.toString('utf8');
  const report = parsePluginOutput(run.cut ? withoutTorn(stdout) : stdout, run);
  const measured = report.metrics.filter((metric) => metric.value !== null);
  const complaint = stdout.trim() === '' ? cleanLine(stderr.trim().split('\n', 1)[0] ?? '') : '';
  const summary = (elsewhere && run.code !== null && NOT_RUN[run.code]) || report.summary;
  const detail = [
    report.rejected.length > 0
      ? `performance data not understood: ${report.rejected.slice(0, 5).join(' ')}${report.rejected.length > 5 ? ` and ${report.rejected.length - 5} more` : ''}`
      : '',
    measured.length > MAX_METRICS ? `only the first ${MAX_METRICS} of ${measured.length} figures are kept` : '',
    run.cut ? `output cut at ${size(run.stdout.length)}` : '',
  ].filter(Boolean);
  return {
    status: report.status,
    summary: cleanLine(complaint === '' ? summary : `${summary}: ${complaint}`),
    ...(detail.length > 0 && { detail: cleanLine(detail.join('; ')) }),
    ...((stdout + stderr).trim() !== '' && {
      output: [stdout.trimEnd(), stderr.trimEnd()].filter(Boolean).join('\n'),
    }),
    metrics: named(measured.slice(0, MAX_METRICS)),
  };
}

/** Of the shell on the other side, not of the plugin. */
const NOT_RUN: Readonly<Record<number, string>> = {
  126: 'Plugin may not be run on the host (exit code 126)',
  127: 'Plugin is missing on the host (exit code 127)',
};

/** The last word of output that was cut may be half a figure. */
function withoutTorn(text: string): string {
  const end = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'));
  return end < 0 ? text : text.slice(0, end);
}

/** A label that stands twice gets a number by its place, the same in each run. */
function named(metrics: readonly PluginMetric[]): Metric[] {
  const taken = new Set<string>();
  return metrics.map(({ label, value, unit, warn, crit, min, max }) => {
    const plain = cleanLine(label, MAX_NAME);
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain} (${count})`;
    taken.add(name);
    return {
      name,
      value: value ?? 0,
      unit,
      ...(warn !== null && { warn }),
      ...(crit !== null && { crit }),
      ...(min !== null && { min }),
      ...(max !== null && { max }),
    };
  });
}
