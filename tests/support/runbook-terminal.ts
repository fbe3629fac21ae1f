// A terminal at which somebody goes through a runbook: what they type, line by line as it is asked for, and what they see.
import { PassThrough, Writable } from 'node:stream';
import type { CliIo, ExitStatus } from '../../electron/cli/command.ts';
import { runCli } from '../../electron/cli/run.ts';

export interface Terminal {
  readonly seen: () => string;
  readonly ended: Promise<ExitStatus>;
  /** Waits until `words` stand behind what was answered last, then types a line. */
  answer(words: string, line: string): Promise<void>;
  interrupt(): void;
}

export function openTerminal(args: readonly string[], io: Pick<CliIo, 'clock'> & Partial<CliIo>): Terminal {
  let text = '';
  let read = 0;
  const onText = new Set<() => void>();
  const out = () =>
    Object.assign(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          text += chunk.toString('utf8');
          for (const wake of onText) wake();
          done();
        },
      }),
      { isTTY: true },
    );
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const ending = new AbortController();
  const ended = runCli(args, {
    stdin,
    stdout: out(),
    stderr: out(),
    env: { PATH: process.env.PATH },
    cwd: process.cwd(),
    signal: ending.signal,
    version: '1.2.3',
    ...io,
  });
  return {
    seen: () => text,
    ended,
    async answer(words, line) {
      const over = ended.then(() => {
        throw new Error(`the command ended before "${words}": ${text}`);
      });
      for (let at = text.indexOf(words, read); ; at = text.indexOf(words, read)) {
        if (at >= 0) {
          read = at + words.length;
          break;
        }
        const news = Promise.withResolvers<void>();
        onText.add(news.resolve);
        await Promise.race([news.promise, over]);
        onText.delete(news.resolve);
      }
      over.catch(() => {});
      stdin.write(`${line}\n`);
    },
    interrupt: () => ending.abort(new Error('Interrupted')),
  };
}
