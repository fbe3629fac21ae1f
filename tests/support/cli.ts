// `watchfloor …` in this very process: arguments and input in, what it printed and its exit status out.
import { Readable, Writable } from 'node:stream';
import type { CliIo, ExitStatus } from '../../electron/cli/command.ts';
import { runCli } from '../../electron/cli/run.ts';
import { systemClock } from '../../electron/engine/lib/clock.ts';

export interface CliRun {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

export type CliSettings = Partial<Omit<CliIo, 'stdin' | 'stdout' | 'stderr'>> & {
  readonly stdin?: string;
  /** Called with all that was printed so far, whenever something is. */
  readonly onOut?: (out: string) => void;
};

/** Runs one command line. Its environment is empty but for PATH and what the test gives. */
export async function cli(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const { stdin = '', onOut, ...rest } = settings;
  const out = collector(onOut);
  const err = collector();
  const status = await runCli(args, {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout: out.stream,
    stderr: err.stream,
    env: { PATH: process.env.PATH },
    cwd: process.cwd(),
    clock: systemClock,
    signal: new AbortController().signal,
    version: '1.2.3',
    ...rest,
  });
  return { status, out: out.text(), err: err.text() };
}

function collector(onText?: (text: string) => void) {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      onText?.(text);
      done();
    },
  });
  return { stream, text: () => text };
}
