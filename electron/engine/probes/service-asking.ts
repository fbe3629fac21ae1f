// Asking systemd for its units: here by systemctl's own arguments, elsewhere by one fixed script that gets the names as
// arguments. Both ways the same questions, in the same words, by the same clock as the answers.
import type { Clock } from '../lib/clock.ts';
import { runProcess } from '../lib/process.ts';
import { oneLine, type RunScript } from './over-ssh.ts';
import { PROPERTIES } from './service-reading.ts';

export interface Asked {
  readonly units: readonly string[];
  readonly anyFailed: boolean;
}

/** One call of systemctl; null in the place of one that was not needed. */
export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
}

export type Answers =
  | {
      readonly state: 'answered';
      /** The host's clock, epoch ms. */
      readonly now: number;
      readonly named: Answer | null;
      readonly failed: Answer | null;
      readonly stderr: string;
      /** More was printed than is kept. */
      readonly cut: boolean;
    }
  | { readonly state: 'no-systemctl' }
  /** The script did not run as it should: a restricted shell, a greeting instead of an answer. */
  | { readonly state: 'no-answer'; readonly code: number | null; readonly said: string };

/** Bytes kept of an answer: 500 units are about 150 KiB. */
const ANSWER_LIMIT = 512 * 1024;
const SHOW = ['show', '--no-pager', `--property=${PROPERTIES}`];
const FAILED = [...SHOW, '--state=failed', '--', '*'];

/** Asks this machine. Rejects with the signal's reason when aborted. */
export async function askHere({ units, anyFailed }: Asked, signal: AbortSignal, clock: Clock): Promise<Answers> {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', SYSTEMD_COLORS: '0' };
  const call = async (args: readonly string[]) =>
    runProcess({ file: 'systemctl', args, env, signal, clock, keepBytes: ANSWER_LIMIT });
  try {
    const named = units.length === 0 ? null : await call([...SHOW, '--', ...units]);
    const failed = anyFailed ? await call(FAILED) : null;
    const text = (end: typeof named) => end && { code: end.code, stdout: end.stdout.toString('utf8') };
    return {
      state: 'answered',
      now: clock.now(),
      named: text(named),
      failed: text(failed),
      stderr: [named, failed].map((end) => end?.stderr.toString('utf8') ?? '').join(''),
      cut: Boolean(named?.cut || failed?.cut),
    };
  } catch (error) {
    signal.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EACCES') return { state: 'no-systemctl' };
    throw error;
  }
}

// $1: whether failed units are asked for; the rest are names. The marks are ours: no property begins with '=wf'.
const SCRIPT = oneLine(`
  LC_ALL=C; TZ=UTC; SYSTEMD_COLORS=0; export LC_ALL TZ SYSTEMD_COLORS;
  failed="$1"; shift;
  echo; echo "=wf now $(date +%s)";
  command -v systemctl >/dev/null 2>&1 || { echo "=wf none"; exit 0; };
  if [ $# -gt 0 ]; then
    ${SHOW.map(word).join(' ')} -- "$@"; code=$?; echo; echo "=wf named $code";
  fi;
  if [ "$failed" = yes ]; then
    ${FAILED.map(word).join(' ')}; code=$?; echo; echo "=wf failed $code";
  fi;
  echo "=wf end";`);

/** A word of the fixed command line; the '*' must reach systemctl as it is. */
function word(text: string, index: number): string {
  return index === 0 ? `systemctl ${text}` : text === '*' ? '"*"' : text;
}

/** Asks another host. */
export async function askOverSsh({ units, anyFailed }: Asked, run: RunScript): Promise<Answers> {
  const end = await run(SCRIPT, [anyFailed ? 'yes' : 'no', ...units], ANSWER_LIMIT);
  return readAnswers(end.stdout.toString('utf8'), end.stderr.toString('utf8'), end);
}

/** What the script printed. Never throws. */
export function readAnswers(
  stdout: string,
  stderr: string,
  end: { readonly code: number | null; readonly cut: boolean },
): Answers {
  const start = /(?:^|\n)=wf now (\d{1,12})\r?\n/.exec(stdout);
  if (!start) return { state: 'no-answer', code: end.code, said: stderr || stdout };
  const rest = stdout.slice(start.index + start[0].length);
  if (/^=wf none\r?$/m.test(rest)) return { state: 'no-systemctl' };
  let from = 0;
  const until = (name: string): Answer | null => {
    const mark = new RegExp(`^=wf ${name} (\\d{1,3})\\r?$`, 'm').exec(rest.slice(from));
    if (!mark) return null;
    const text = rest.slice(from, from + mark.index);
    from += mark.index + mark[0].length;
    return { code: Number(mark[1]), stdout: text };
  };
  const named = until('named');
  const failed = until('failed');
  const complete = /^=wf end\r?$/m.test(rest.slice(from));
  if (!complete && !end.cut) return { state: 'no-answer', code: end.code, said: stderr || stdout };
  return { state: 'answered', now: Number(start[1]) * 1_000, named, failed, stderr, cut: end.cut };
}
