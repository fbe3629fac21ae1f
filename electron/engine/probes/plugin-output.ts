// What a plugin printed and how it ended, as data. Pure; by the monitoring-plugins development guidelines: the first line
// is the summary up to '|', performance data follows there and again after the first '|' of the long output, to its end.
import { STATUSES, type Status } from '../../contract/model/result.ts';
import { cleanOutput } from '../lib/text.ts';
import { type PluginMetric, parsePerfdata } from './plugin-perfdata.ts';

export type { PluginMetric } from './plugin-perfdata.ts';

export interface PluginExit {
  /** Exit code; null when a signal ended the plugin. */
  readonly code: number | null;
  /** 'SIGKILL' or 'KILL'; null when it ended by itself. */
  readonly signal: string | null;
}

export interface PluginReport {
  readonly status: Status;
  /** The first line up to '|'; where the exit has no meaning, the reason for "unknown" stands before it. */
  readonly summary: string;
  /** The lines after the first, up to their '|'. */
  readonly long: string;
  readonly metrics: readonly PluginMetric[];
  /** Performance data that is none, as it stood there. */
  readonly rejected: readonly string[];
}

/**
 * Reads the output of a plugin. Never throws. Exit 0, 1, 2, 3 are ok, warning, critical, unknown; anything else and a
 * signal are "unknown" with the reason (spec: monitoring, rule 9). Escapes and control characters are taken out.
 */
export function parsePluginOutput(text: string, exit: PluginExit): PluginReport {
  // Three bytes is the most a character of a JavaScript string takes: nothing is cut here, that is the caller's to do.
  const lines = cleanOutput(text, text.length * 3 + 1)
    .replace(/^\s*\n/, '')
    .split('\n');
  const [head, firstData] = cutAtPipe(lines[0] ?? '');
  const rest = lines.slice(1);
  const pipe = rest.findIndex((line) => line.includes('|'));
  const [lastText, nextData] = pipe < 0 ? ['', ''] : cutAtPipe(rest[pipe] ?? '');
  const long = pipe < 0 ? rest : [...rest.slice(0, pipe), lastText];
  const data = [firstData, nextData, ...(pipe < 0 ? [] : rest.slice(pipe + 1))].map(parsePerfdata);
  return {
    ...judgeExit(exit, head.trim()),
    long: long.join('\n').trimEnd(),
    metrics: data.flatMap((line) => line.metrics),
    rejected: data.flatMap((line) => line.rejected),
  };
}

function judgeExit({ code, signal }: PluginExit, said: string): { readonly status: Status; readonly summary: string } {
  const status = code === null || signal !== null ? undefined : STATUSES[code];
  if (status !== undefined) return { status, summary: said === '' ? 'Plugin printed no summary' : said };
  const reason =
    signal !== null
      ? `Plugin was ended by signal ${signal.replace(/^SIG/, '')}`
      : code === null
        ? 'Nobody said how the plugin ended'
        : `Exit code ${code}, only 0 to 3 have a meaning`;
  return { status: 'unknown', summary: said === '' ? reason : `${reason}: ${said}` };
}

function cutAtPipe(line: string): [string, string] {
  const at = line.indexOf('|');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
