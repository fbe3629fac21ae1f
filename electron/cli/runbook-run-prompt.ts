// Questions on a terminal, answered by lines. Lines that come before they are asked for wait; at the end of the input, and when
// the command is told to end, there is no answer.
import { createInterface } from 'node:readline';
import type { CliIo } from './command.ts';

export interface Prompter {
  /** What was typed, trimmed; null: the input ended, or the command is to end. */
  ask(question: string): Promise<string | null>;
  close(): void;
}

/** Whoever opens closes. */
export function openPrompter(io: Pick<CliIo, 'stdin' | 'stdout' | 'signal'>): Prompter {
  const lines: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let isOver = io.signal.aborted;
  const reader = createInterface({ input: io.stdin, terminal: false });
  const answer = (line: string | null): void => {
    const wake = waiting;
    waiting = null;
    if (wake) wake(line);
    else if (line !== null) lines.push(line);
  };
  const end = (): void => {
    isOver = true;
    answer(null);
  };
  reader.on('line', answer);
  reader.on('close', end);
  io.signal.addEventListener('abort', end);
  return {
    async ask(question) {
      io.stdout.write(question);
      const known = lines.shift();
      const line = known ?? (isOver ? null : await new Promise<string | null>((resolve) => (waiting = resolve)));
      return line === null ? null : line.trim();
    },
    close() {
      io.signal.removeEventListener('abort', end);
      reader.close();
    },
  };
}
