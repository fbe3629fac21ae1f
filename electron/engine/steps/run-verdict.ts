// How a command ended, judged by what the step says of success, and the outputs taken from what it printed.
import type { OutputSpec, RunbookStep, RunValue, Success } from '../../contract/model/runbook.ts';
import { execWithLimit } from '../lib/regex-limit.ts';
import { cleanLine } from '../lib/text.ts';
import type { WorkEnd } from './step.ts';

type Ended = Omit<WorkEnd, 'outputs'>;

/**
 * Adds the step's own judgement: exit codes, patterns, outputs. What came to no end of its own (a timeout, a host that
 * vanished) stays what it is. A pattern that takes too long, or an output that is not there, is a failure of the output.
 */
export function judged(end: Ended, { success, outputs }: Pick<RunbookStep, 'success' | 'outputs'>): WorkEnd {
  const ownEnd = end.reason === null || end.reason === 'exit';
  if (!ownEnd) return { ...end, outputs: {} };
  const exits = success && success.exit.length > 0 ? success.exit : [0];
  const badExit = end.exit === null || !exits.includes(end.exit);
  const said = badExit ? null : patternFault(end, success);
  const taken = takeOutputs(end, outputs);
  const fault = said ?? (badExit ? null : taken.fault);
  if (badExit) return { ...end, ok: false, reason: 'exit', outputs: taken.outputs };
  if (fault)
    return {
      ...end,
      ok: false,
      reason: 'output',
      summary: cleanLine(`${end.summary}, ${fault}`),
      outputs: taken.outputs,
    };
  return { ...end, ok: true, reason: null, outputs: taken.outputs };
}

const textOf = (stream: WorkEnd['stdout']): string => stream?.text ?? '';

function patternFault({ stdout, stderr }: Ended, success: Success | null): string | null {
  if (!success) return null;
  const wanted = [
    ['the output', textOf(stdout), success.stdoutMatches, success.stdoutNotMatches],
    ['the error output', textOf(stderr), success.stderrMatches, success.stderrNotMatches],
  ] as const;
  for (const [what, text, must, mustNot] of wanted) {
    try {
      if (must !== null && !finds(must, text)) return `${what} does not fit /${must}/`;
      if (mustNot !== null && finds(mustNot, text)) return `${what} fits /${mustNot}/`;
    } catch (error) {
      return `${what} cannot be judged: ${(error as Error).message}`;
    }
  }
  return null;
}

/** Line by line, as people mean ^ and $ in a pattern over what a command printed. */
const finds = (source: string, text: string): boolean => execWithLimit(new RegExp(source, 'mu'), text) !== null;

function takeOutputs(end: Ended, specs: Readonly<Record<string, OutputSpec>>) {
  const outputs: Record<string, RunValue> = {};
  let fault: string | null = null;
  for (const [name, spec] of Object.entries(specs)) {
    try {
      const value = takeOne(end, spec);
      if (value === null) fault ??= `output "${name}" is not in it`;
      else outputs[name] = value;
    } catch (error) {
      fault ??= `output "${name}" cannot be read: ${(error as Error).message}`;
    }
  }
  return { outputs, fault };
}

function takeOne({ exit, stdout, stderr }: Ended, { from, regex, type }: OutputSpec): RunValue | null {
  if (from === 'exit') return exit;
  const text = textOf(from === 'stdout' ? stdout : stderr);
  const found = regex === null ? text.trim() : wordOf(execWithLimit(new RegExp(regex, 'mu'), text));
  return found === null ? null : typed(found, type);
}

const wordOf = (match: RegExpExecArray | null): string | null => (match ? (match[1] ?? match[0]) : null);

/** A text as the type that was asked for; null: it is none. */
function typed(text: string, type: OutputSpec['type']): RunValue | null {
  switch (type) {
    case 'string':
      return text;
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : null;
    case 'number': {
      const value = Number(text.trim());
      return text.trim() !== '' && Number.isFinite(value) ? value : null;
    }
    case 'boolean':
      return /^(?:true|yes|on|1)$/i.test(text.trim()) ? true : /^(?:false|no|off|0)$/i.test(text.trim()) ? false : null;
    default:
      return type satisfies never;
  }
}
