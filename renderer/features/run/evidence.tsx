// Evidence so far: a row for every attempt, with what can be quoted and proven later; of many hosts at once a row for all.
import type { Attempt, Run, RunStep } from '../../../electron/contract/model/run.ts';
import { count } from '../../lib/number.ts';
import { shortSha, sizeText, took } from '../../store/run-words.ts';
import { bytesOf } from './output/use-attempt-lines.ts';
import { setLook } from './run-look.ts';

/** More attempts of one step than this stand in one row: the step itself lists them. */
const MOST_ROWS = 3;

interface Row {
  readonly key: string;
  readonly step: RunStep;
  readonly at: number;
  readonly where: string;
  readonly isPerson: boolean;
  readonly exit: string;
  readonly took: string;
  readonly output: string;
  readonly sha: string;
}

export function Evidence({ run, title = 'Evidence so far' }: { readonly run: Run; readonly title?: string }) {
  const rows = run.steps.flatMap(rowsOf).toSorted((a, b) => a.at - b.at || a.step.n - b.step.n);
  if (rows.length === 0) return null;
  return (
    <table className="tbl ev">
      <thead>
        <tr>
          <th>{title}</th>
          <th>Host</th>
          <th className="r">Exit</th>
          <th className="r">Took</th>
          <th className="r">Output</th>
          <th>SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, step, where, isPerson, exit, took: time, output, sha }) => (
          <tr key={key} onClick={() => setLook(run.id, { path: step.path, sheet: 'step' })}>
            <td title={step.title}>
              {step.n} {step.title}
            </td>
            <td className={isPerson ? 'hand' : 'mono'} title={where}>
              {where}
            </td>
            <td className="r">{exit}</td>
            <td className="r">{time}</td>
            <td className="r">{output}</td>
            <td className="mono">{sha}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf(step: RunStep): readonly Row[] {
  const { attempts, path, state } = step;
  if (attempts.length > MOST_ROWS) return [rowOfMany(step, attempts)];
  if (attempts.length > 0) return attempts.map((attempt) => rowOf(step, attempt));
  if (state !== 'done') return [];
  const none = { exit: '', output: '', sha: '' };
  return [{ key: path, step, at: step.endedAt ?? 0, where: step.by, isPerson: true, took: stepTook(step), ...none }];
}

const rowOf = (step: RunStep, attempt: Attempt): Row => ({
  key: attempt.id,
  step,
  at: attempt.startedAt,
  where: attempt.target?.name ?? 'monitor',
  isPerson: false,
  exit: attempt.end === 'interrupted' ? '?' : String(attempt.exit ?? attempt.end ?? ''),
  took: attempt.durationMs === null ? '' : took(attempt.durationMs),
  output: bytesOf(attempt) > 0 ? sizeText(bytesOf(attempt)) : '',
  sha: attempt.stdout ? shortSha(attempt.stdout.sha256) : '',
});

function rowOfMany(step: RunStep, attempts: readonly Attempt[]): Row {
  const hosts = new Set(attempts.map(({ target }) => target?.name ?? '')).size;
  const failed = attempts.filter(({ end }) => end === 'failed' || end === 'interrupted').length;
  const bytes = attempts.reduce((sum, attempt) => sum + bytesOf(attempt), 0);
  return {
    key: step.path,
    step,
    at: step.startedAt ?? 0,
    where: hosts > 1 ? count(hosts, 'host') : `${attempts.length} attempts`,
    isPerson: false,
    exit: failed > 0 ? `${failed} ✕` : '',
    took: stepTook(step),
    output: bytes > 0 ? sizeText(bytes) : '',
    sha: '',
  };
}

const stepTook = ({ startedAt, endedAt }: RunStep): string =>
  startedAt !== null && endedAt !== null ? took(endedAt - startedAt) : '';
