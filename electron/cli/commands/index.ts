// The registry of commands: one line each, in the order `--help` shows them.
import type { CliCommand } from '../command.ts';

export const commands: readonly CliCommand[] = [];
