// What a command of `watchfloor` is: one file in commands/, one line in commands/index.ts. A command reads its input, asks
// the same services the app uses, prints for people or as JSON, and answers with its exit status.

import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Clock } from '../engine/lib/clock.ts';

/** 0 fine; 1 findings, or a check that is not ok; 2 wrong use or unreadable input; 3 the engine could not be reached or locked. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** All a command may touch besides files and the data folder: handed in, so that tests hand in their own. */
export interface CliIo {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly clock: Clock;
  /** Aborted at SIGINT and SIGTERM: a command that runs on ends cleanly. */
  readonly signal: AbortSignal;
  /** Version of the program. */
  readonly version: string;
}

export interface CliCommand {
  /** Adds itself to the program; its action calls `done` with its exit status. */
  register(program: Command, io: CliIo, done: (status: ExitStatus) => void): void;
}

/** Wrong use or unreadable input: told on standard error as `file:line:column: message` where there is a place. Exit 2. */
export class InputError extends Error {
  constructor(message: string, place?: { readonly file: string; readonly line?: number; readonly column?: number }) {
    const at = place
      ? `${[place.file, place.line, place.column].filter((part) => part !== undefined).join(':')}: `
      : '';
    super(`${at}${message}`);
    this.name = 'InputError';
  }
}

/** The engine or its data folder could not be had. Exit 3. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
