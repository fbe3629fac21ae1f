// A check run now, once or until it holds: what was expected, what came. Time goes by the clock that is handed in.
import type { Result } from '../../contract/model/result.ts';
import { durationWords } from '../core/duration.ts';
import { resolveText } from '../core/run-values.ts';
import type { Clock } from '../lib/clock.ts';
import { cleanLine } from '../lib/text.ts';
import { type CheckBody, checkBody, checkTexts, configOf, expectation, expectationWords } from './check-body.ts';
import { resolveConfig } from './check-config.ts';
import { defineStep, type ProbeRequest, type StepView, type TaskPlan, type WorkContext, type WorkEnd } from './step.ts';

/** What is run, with values in their places; a refusal in words where it cannot be. */
function requestOf(given: CheckBody, view: StepView): ProbeRequest | { readonly refusal: string } {
  const { timeoutMs } = expectation(given);
  if (given.rerun === 'problem') {
    // Also where the problem is over by now: its check is still there, and that it is fine is what this step is to show.
    return { rerun: 'problem', probe: null, timeoutMs };
  }
  const host = resolveConfig(given.host ?? '', view);
  if ('refusal' in host) return host;
  if (given.kind === undefined) {
    const check = resolveText(given.check ?? '', view.scope).text;
    return { rerun: { host: String(host.value), check }, probe: null, timeoutMs };
  }
  const config = resolveConfig(configOf(given), view);
  if ('refusal' in config) return config;
  const { kind } = given;
  const probe = { kind, host: String(host.value), config: config.value as ReturnType<typeof configOf> };
  return { rerun: null, probe, timeoutMs };
}

const whatOf = (given: CheckBody): string =>
  given.rerun === 'problem'
    ? 'reruns the check of the problem'
    : given.kind === undefined
      ? `runs ${given.check} of ${given.host}`
      : `runs a ${given.kind} check of ${given.host}`;

function tasks(given: CheckBody, view: StepView): TaskPlan {
  const request = requestOf(given, view);
  const hostName = 'refusal' in request ? null : (request.probe?.host ?? nameIn(request.rerun));
  const { missing } = hostName === null ? { missing: [] } : view.targetsOf(hostName);
  const refusal =
    'refusal' in request
      ? request.refusal
      : missing.length > 0
        ? `there is no host ${missing.join(', ')} in the inventory`
        : null;
  return { tasks: [{ target: null, batch: 1, shown: null, secrets: [] }], maxFailed: 0, refusal };
}

const nameIn = (rerun: ProbeRequest['rerun']): string | null =>
  typeof rerun === 'object' && rerun !== null ? rerun.host : null;

/** How the looks went so far. */
interface Looks {
  readonly last: Result;
  readonly name: string;
  readonly inARow: number;
  readonly looks: number;
}

/** Goes on until it holds, until it cannot hold in time any more, or until somebody stops it. */
async function lookUntil(given: CheckBody, request: ProbeRequest, context: WorkContext): Promise<Looks> {
  const { clock, signal } = context;
  const { expect, times, everyMs, withinMs } = expectation(given);
  const ends = withinMs === null ? null : clock.mono() + withinMs;
  let inARow = 0;
  for (let looks = 1; ; looks += 1) {
    const began = clock.mono();
    const { result, name } = await context.probe(request);
    signal.throwIfAborted();
    inARow = expect.includes(result.status) ? inARow + 1 : 0;
    const state = { last: result, name, inARow, looks };
    if (inARow >= times) return state;
    const next = Math.max(clock.mono(), began + everyMs);
    // Without a limit the first wrong result is the end; with one, the moment after which no look can come in time.
    if (ends === null ? inARow === 0 : next > ends) return state;
    const word = inARow > 0 ? `${inARow} of ${times} so far` : `expected ${expect.join(' or ')}`;
    context.say(
      `${result.status}, ${word}; next look in ${durationWords(Math.round((next - clock.mono()) / 100) * 100)}`,
    );
    await pause(clock, next - clock.mono(), signal);
  }
}

/** Resolves after `delayMs`; rejects with the signal's reason. */
function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

const NOTHING = { exit: null, signal: null, hostKey: '', stdout: null, stderr: null, outputs: {} } as const;

async function work(given: CheckBody, context: WorkContext): Promise<WorkEnd> {
  const { clock, signal, view } = context;
  const started = clock.mono();
  const ended = (part: Pick<WorkEnd, 'ok' | 'reason' | 'summary'>): WorkEnd => ({
    ...NOTHING,
    ...part,
    durationMs: Math.max(0, clock.mono() - started),
  });
  const request = requestOf(given, view);
  if ('refusal' in request) return ended({ ok: false, reason: 'host-not-found', summary: request.refusal });
  try {
    const looks = await lookUntil(given, request, context);
    const held = looks.inARow >= expectation(given).times;
    const outputs = { status: looks.last.status, summary: looks.last.summary };
    return { ...ended({ ok: held, reason: held ? null : 'output', summary: verdict(given, looks, held) }), outputs };
  } catch (error) {
    if (signal.aborted) return ended({ ok: false, reason: 'cancelled', summary: 'stopped' });
    const summary = cleanLine(error instanceof Error ? error.message : String(error));
    return ended({ ok: false, reason: 'host-not-found', summary });
  }
}

function verdict(given: CheckBody, { last, name, inARow, looks }: Looks, held: boolean): string {
  const { expect, times, withinMs } = expectation(given);
  const came = `${name}: ${last.status}`;
  const often = times > 1 ? (held ? ` ${times} times in a row` : `, ${inARow} of ${times} in a row`) : '';
  if (held) return cleanLine(`${came}${often} (${last.summary})`);
  const limit =
    withinMs === null ? '' : ` within ${durationWords(withinMs)}, ${looks} ${looks === 1 ? 'look' : 'looks'}`;
  return cleanLine(`${came}${often}, expected ${expect.join(' or ')}${limit} (${last.summary})`);
}

export const checkStep = defineStep({
  kind: 'check',
  title: 'Check',
  about: 'Runs a check now, once or until it holds: what was expected, what came.',
  body: checkBody,
  mode: 'work',
  mayChange: false,
  texts: checkTexts,
  jumps: () => [],
  outputNames: () => ['status', 'summary'],
  does: (given) => `${whatOf(given)}, expects ${expectationWords(given)}`,
  face(given, view) {
    const unknown = checkTexts(given).flatMap(({ text }) => resolveText(text, view.scope).unknown);
    return { expects: expectationWords(given), unknown: [...new Set(unknown)] };
  },
  tasks,
  work: (given, _task, context) => work(given, context),
});
