// What the states of systemd's units are worth. Pure.
import { constants } from 'node:os';
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { formatAge } from './format.ts';
import { isGlob, matchesGlob } from './glob.ts';
import type { Answers } from './service-asking.ts';
import type { ServiceConfig } from './service-config.ts';
import { fullName, parseUnits, UNIT_LIMIT, type Unit } from './service-reading.ts';

/** How often systemd had restarted each unit, by its id. */
export type Restarts = ReadonlyMap<string, number>;

interface Finding {
  readonly status: Status;
  readonly words: string;
}

const RANK: Readonly<Record<Status, number>> = { critical: 3, unknown: 2, warning: 1, ok: 0 };
const NAMED_IN_SUMMARY = 3;

/**
 * Judges what systemd answered. `where` is the name of the host; `before` the counts of the run before, null on the first.
 * The second value is what the next run is to be given.
 */
export function serviceVerdict(
  config: ServiceConfig,
  answers: Answers,
  where: string,
  before: Restarts | null,
): readonly [ProbeOutcome, Restarts | null] {
  const trouble = noAnswer(answers, where);
  if (trouble || answers.state !== 'answered') return [trouble ?? unknown(`No answer from ${where}`), before];
  const { now } = answers;
  const named = parseUnits(answers.named?.stdout ?? '');
  const names = new Set(named.map(({ id }) => id));
  const failed = parseUnits(answers.failed?.stdout ?? '').filter(
    (unit) => unit.active === 'failed' && !names.has(unit.id) && !isNamed(unit, config.ignoreFailed),
  );
  const findings = [
    ...named.map((unit) => judgeUnit(config, unit, now, before?.get(unit.id))),
    ...failed.map((unit) => judgeUnit(config, unit, now, undefined)),
    ...config.units.filter((name) => !named.some((unit) => isNamed(unit, [name]))).map(judgeMissing(config)),
  ].filter((finding) => finding !== null);
  findings.sort((a, b) => RANK[b.status] - RANK[a.status]);
  const all = [...named, ...failed];
  const usual = usualWords(config, named, now);
  const outcome: ProbeOutcome = {
    status: findings[0]?.status ?? 'ok',
    summary: cleanLine(findings.length === 0 ? usual : summaryOf(findings)),
    ...(findings.length > 0 && named.length > 1 && { detail: cleanLine(usual) }),
    ...(all.length > 0 && { output: all.map((unit) => line(unit, now)).join('\n') }),
    metrics: metricsOf(named, all),
  };
  return [outcome, new Map(all.flatMap(({ id, restarts }) => (restarts === null ? [] : [[id, restarts] as const])))];
}

function noAnswer(answers: Answers, where: string): ProbeOutcome | null {
  if (answers.state === 'no-systemctl') return unknown(`No systemd on ${where}: systemctl is not there`);
  if (answers.state === 'no-answer') {
    const said = cleanLine(answers.said, 120);
    return unknown(
      `${where} did not run the question to systemd`,
      `exit code ${answers.code ?? 'none'}${said === '' ? '' : `, it said: ${said}`}`,
    );
  }
  if (answers.cut) {
    return unknown('More units than can be read', `at most ${UNIT_LIMIT}; name them, or use narrower patterns`);
  }
  const bad = [answers.named, answers.failed].find((answer) => answer && answer.code !== 0);
  if (!bad) return null;
  if (/not been booted with systemd/i.test(answers.stderr)) {
    return unknown(`No systemd is running on ${where}`, answers.stderr);
  }
  const said = cleanLine(answers.stderr.trim().split('\n', 1)[0] ?? '', 120) || `exit code ${bad.code ?? 'none'}`;
  return unknown(`systemctl failed on ${where}: ${said}`, `exit code ${bad.code ?? 'none'}`);
}

function judgeUnit(config: ServiceConfig, unit: Unit, now: number, before: number | undefined): Finding | null {
  const bad = (words: string): Finding => ({ status: config.badStatus, words: `${unit.id} ${words}` });
  const missing = (words: string): Finding => ({ status: config.missingStatus, words: `${unit.id} ${words}` });
  const reason = reasonOf(unit);
  const ageS = unit.changedAt === null ? null : Math.max(0, (now - unit.changedAt) / 1_000);
  if (unit.active === 'failed') {
    return bad(`failed${reason === '' ? '' : `: ${reason}`}${ageS === null ? '' : `, ${formatAge(ageS)} ago`}`);
  }
  // Its file may be gone or broken while it still runs; then what runs is what counts.
  if (unit.active === 'inactive' && unit.load === 'not-found') return missing('is not there');
  if (unit.active === 'inactive' && (unit.load === 'error' || unit.load === 'bad-setting')) {
    return missing(`cannot be loaded (${unit.load})`);
  }
  switch (unit.active) {
    case 'active': {
      if (config.expect === 'inactive') return bad(`is active${ageS === null ? '' : ` for ${formatAge(ageS)}`}`);
      if (config.minActiveSeconds > 0 && ageS !== null && ageS < config.minActiveSeconds) {
        return { status: 'warning', words: `${unit.id} active for only ${formatAge(ageS)}` };
      }
      return judgeRestarts(config, unit, before);
    }
    case 'inactive': {
      if (config.expect === 'inactive') return null;
      const state = unit.load === 'masked' ? 'masked' : unit.sub || 'dead';
      const why = [reason, ageS === null ? '' : `for ${formatAge(ageS)}`].filter(Boolean).join(', ');
      return bad(`is inactive (${state})${why === '' ? '' : `, ${why}`}`);
    }
    case '':
      return { status: 'unknown', words: `${unit.id} does not tell its state` };
    default: {
      if (unit.sub.startsWith('auto-restart')) {
        const times = unit.restarts === null ? '' : `${unit.restarts} restarts`;
        return bad(`keeps restarting: ${[reason, times].filter(Boolean).join(', ')}`);
      }
      if (ageS === null || ageS <= config.changingSeconds) return judgeRestarts(config, unit, before);
      if (config.changingStatus === 'ok') return null;
      return { status: config.changingStatus, words: `${unit.id} has been ${unit.active} for ${formatAge(ageS)}` };
    }
  }
}

function judgeRestarts(config: ServiceConfig, unit: Unit, before: number | undefined): Finding | null {
  // Fewer than before: somebody started it by hand, and systemd counts anew.
  const more = before === undefined || unit.restarts === null ? 0 : unit.restarts - before;
  if (!config.warnRestarts || more <= 0) return null;
  const times = more === 1 ? 'once' : `${more} times`;
  return { status: 'warning', words: `${unit.id} was restarted ${times} since the last run` };
}

const judgeMissing =
  (config: ServiceConfig) =>
  (name: string): Finding => ({
    status: config.missingStatus,
    words: isGlob(name) ? `no unit matches ${name}` : `${name} is not known to systemd`,
  });

function isNamed(unit: Unit, names: readonly string[]): boolean {
  return names.some((name) => unit.names.some((own) => matchesGlob(fullName(name), own) || matchesGlob(name, own)));
}

/** 'exit-code 1', 'signal KILL', 'timeout'; '' when it ended well, or not at all. */
function reasonOf({ result, mainCode, mainStatus }: Unit): string {
  if (result === '' || result === 'success') return '';
  if (result === 'exit-code' && mainCode === 1 && mainStatus !== null) return `exit-code ${mainStatus}`;
  if ((result === 'signal' || result === 'core-dump') && mainStatus !== null && (mainCode ?? 0) > 1) {
    return `${result} ${SIGNALS.get(mainStatus) ?? mainStatus}`;
  }
  return result;
}
const SIGNALS: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name.replace(/^SIG/, '')]),
);

function summaryOf(findings: readonly Finding[]): string {
  const words = findings.slice(0, NAMED_IN_SUMMARY).map((finding) => cleanLine(finding.words, 90));
  const more = findings.length - words.length;
  const text = `${words.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
  return text.startsWith('no unit') ? `N${text.slice(1)}` : text;
}

function usualWords(config: ServiceConfig, named: readonly Unit[], now: number): string {
  const [only] = named;
  const none = config.anyFailed ? 'none failed' : '';
  if (!only) return 'No failed units';
  const count = named.filter((unit) => unit.active === config.expect).length;
  const changing = named.filter(({ active }) => active === 'activating' || active === 'reloading').length;
  const units = `${count} ${count === 1 ? 'unit' : 'units'} ${config.expect}`;
  if (named.length > 1) return [units, changing > 0 ? `${changing} changing` : '', none].filter(Boolean).join(', ');
  const age = only.changedAt === null ? '' : ` for ${formatAge(Math.max(0, (now - only.changedAt) / 1_000))}`;
  return `${only.id} ${only.active}${age}${none === '' ? '' : ', no other unit failed'}`;
}

function line(unit: Unit, now: number): string {
  const age = unit.changedAt === null ? '' : `, ${formatAge(Math.max(0, (now - unit.changedAt) / 1_000))}`;
  const reason = reasonOf(unit);
  return `${unit.id}: ${unit.load} ${unit.active} (${unit.sub})${reason === '' ? '' : ` ${reason}`}${age}`;
}

function metricsOf(named: readonly Unit[], all: readonly Unit[]): readonly Metric[] {
  const restarts = named.flatMap((unit) => (unit.restarts === null ? [] : [unit.restarts]));
  return [
    ...(named.length > 0
      ? [{ name: 'active', value: named.filter(({ active }) => active === 'active').length, unit: '' }]
      : []),
    { name: 'failed', value: all.filter(({ active }) => active === 'failed').length, unit: '' },
    ...(restarts.length > 0 ? [{ name: 'restarts', value: restarts.reduce((a, b) => a + b, 0), unit: '' }] : []),
  ];
}

function unknown(summary: string, detail = ''): ProbeOutcome {
  return {
    status: 'unknown',
    summary: cleanLine(summary),
    ...(detail !== '' && { detail: cleanLine(detail) }),
    metrics: [],
  };
}
