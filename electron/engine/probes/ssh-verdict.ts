// What the end of an SSH command is worth. Pure.
import { type Metric, type ProbeOutcome, STATUSES, type Status } from '../../contract/model/result.ts';
import type { SshCommandEnd } from '../lib/ssh-command.ts';
import { cleanLine } from '../lib/text.ts';
import { formatMs, round3, trim } from './format.ts';
import { findPattern } from './pattern.ts';
import { judge } from './range.ts';
import type { SshConfig } from './ssh-config.ts';

interface Judgement {
  readonly status: Status;
  readonly summary: string;
  readonly detail?: string;
  readonly metrics?: readonly Metric[];
}

/** Judges a command that came to its end. `durationMs` is the command's, without connecting. */
export function sshVerdict(config: SshConfig, end: SshCommandEnd, durationMs: number): ProbeOutcome {
  const stdout = end.stdout.toString('utf8');
  const stderr = end.stderr.toString('utf8');
  const judgement = judgeEnd(config, end, stdout, stderr, durationMs);
  const cut = end.cut ? 'output cut at 64 KiB' : '';
  const detail = [judgement.detail ?? '', cut].filter(Boolean).join('; ');
  return {
    status: judgement.status,
    summary: cleanLine(judgement.summary),
    ...(detail !== '' && { detail: cleanLine(detail) }),
    ...(stdout + stderr !== '' && {
      output: stderr === '' ? stdout : `${stdout}${stdout === '' ? '' : '\n'}${stderr}`,
    }),
    metrics: [{ name: 'duration', value: round3(durationMs), unit: 'ms' }, ...(judgement.metrics ?? [])],
  };
}

function judgeEnd(
  config: SshConfig,
  end: SshCommandEnd,
  stdout: string,
  stderr: string,
  durationMs: number,
): Judgement {
  const byCode = judgeCode(config, end);
  const first = firstLine(stdout) || firstLine(stderr);
  if (byCode.status !== 'ok') {
    const summary =
      config.judge === 'nagios' && first !== '' && end.code !== null && end.code < 4 ? first : byCode.summary;
    return { ...byCode, summary, detail: byCode.detail ?? (summary === first ? byCode.summary : first) };
  }
  if (config.expectOutput !== '' && !findPattern(config.expectOutput, stdout)) {
    return { status: 'critical', summary: 'Expected output is missing', detail: `expected ${config.expectOutput}` };
  }
  if (config.rejectOutput !== '' && findPattern(config.rejectOutput, stdout)) {
    return { status: 'critical', summary: 'Refused text in the output', detail: `refused ${config.rejectOutput}` };
  }
  if (config.valuePattern !== '') return judgeValue(config, stdout);
  return { status: 'ok', summary: first || `Exit code ${end.code}, ${formatMs(durationMs)}` };
}

function judgeCode(config: SshConfig, end: SshCommandEnd): Judgement {
  const { code, signal } = end;
  if (signal !== null) return { status: 'unknown', summary: `Command was ended by signal ${cleanLine(signal, 20)}` };
  if (code === null) return { status: 'unknown', summary: 'Server did not say how the command ended' };
  if (config.judge === 'nagios') {
    const status = STATUSES[code];
    return {
      status: status ?? 'unknown',
      summary: `Exit code ${code}`,
      ...(!status && { detail: 'only 0 to 3 have a meaning' }),
    };
  }
  if (codeIsIn(code, config.okCodes)) return { status: 'ok', summary: `Exit code ${code}` };
  if (code === 127) return { status: 'unknown', summary: 'Command not found on the host (exit code 127)' };
  if (code === 126) return { status: 'unknown', summary: 'Command may not be run on the host (exit code 126)' };
  return { status: 'critical', summary: `Exit code ${code}, expected ${config.okCodes}` };
}

function judgeValue(config: SshConfig, stdout: string): Judgement {
  const match = findPattern(config.valuePattern, stdout);
  const value = match ? Number(match.value.trim()) : Number.NaN;
  if (!match || match.value.trim() === '' || !Number.isFinite(value)) {
    return {
      status: 'unknown',
      summary: 'No number where the value should be',
      detail: `looked for ${config.valuePattern}`,
    };
  }
  const { warnRange, critRange, valueUnit: unit } = config;
  const warn = warnRange === '' ? undefined : warnRange;
  const crit = critRange === '' ? undefined : critRange;
  const status = judge(value, warn, crit);
  const range = status === 'critical' ? crit : warn;
  return {
    status,
    summary: `Value ${trim(value, 3)}${unit === '' ? '' : ` ${unit}`}`,
    ...(status !== 'ok' && { detail: `${status} by range ${range}` }),
    metrics: [{ name: 'value', value, unit, ...(warn && { warn }), ...(crit && { crit }) }],
  };
}

function codeIsIn(code: number, list: string): boolean {
  return list.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return code >= from && code <= to;
  });
}

function firstLine(text: string): string {
  return cleanLine(text.trimStart().split('\n', 1)[0] ?? '');
}
