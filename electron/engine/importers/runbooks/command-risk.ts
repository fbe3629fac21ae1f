// What an imported command may do to a host. Read-only is only what is plainly so by the reviewed list, with nothing of a shell
// in it that could write; all else is destructive, with the reason why one cannot be sure. Nothing is guessed to be safe.
import type { Risk } from '../../../contract/model/runbook.ts';
import { onlyReads } from './reading-commands.ts';
import { type SimpleCommand, shapeOf } from './shell-commands.ts';
import { innerCommand } from './shell-wrappers.ts';
import { terminalNeed } from './terminal-need.ts';

export interface CommandRisk {
  readonly risk: Exclude<Risk, 'safe-write'>;
  /** Why it is not taken to be read-only, in words; '' where it is. */
  readonly why: string;
  /** Commands in it that wait for a person or never end: line within the script, from 0, and why. */
  readonly waits: readonly { readonly line: number; readonly why: string }[];
}

/** Variables that every shell has and no document sets. */
const KNOWN_VARIABLES = /\$(?:HOME|HOSTNAME|USER|LOGNAME|PWD|UID)(?!\w)/g;
/** A variable of the script itself, not one that changes what its commands are. */
const OWN_VARIABLE = /^(?!(?:PATH|IFS|ENV|BASH_ENV|SHELL|HOME|PS4|LD_\w+|\w*PAGER|\w*EDITOR)=)[A-Za-z_]\w*=/;
/** Builtins that change nothing but the shell of the step itself. */
const OWN_SHELL = new Set(['cd', 'set', 'exit', ':', 'true', 'wait']);

/** `script`: with each value that is not known yet as one character of the private use area. */
export function riskOf(script: string): CommandRisk {
  const { commands, beyond } = shapeOf(script);
  const waits = commands.flatMap((command) => {
    const why = terminalNeed(command.words.words, command.piped);
    return why === null ? [] : [{ line: command.line, why }];
  });
  const why = beyond[0] ?? commands.map(whyNot).find((one) => one !== '') ?? '';
  return { risk: why === '' && commands.length > 0 ? 'read-only' : 'destructive', why, waits };
}

function whyNot(command: SimpleCommand): string {
  const { words, syntax } = command.words;
  const variables = /\$[\w{(@*#?!$'"-]/.test(withoutQuotes(command.text).replaceAll(KNOWN_VARIABLES, ''));
  if (syntax.has('$') && variables) return 'it uses variables whose values are not known';
  if (words.some((word) => /^[*?[]/.test(word)) && syntax.has('*')) return 'it takes all files it finds for arguments';
  if (words.every((word) => OWN_VARIABLE.test(word))) return '';
  const inner = innerCommand(words);
  const [program = ''] = inner.words;
  if (!inner.understood) return 'it sets something for the command after it';
  if (OWN_SHELL.has(program) || onlyReads(inner.words)) return '';
  return program === ''
    ? 'it opens a shell'
    : `\`${shown(inner.words)}\` is not on the list of commands that only read`;
}

/** Single quotes keep a dollar from being one. */
const withoutQuotes = (text: string): string => text.replaceAll(/'[^']*'/g, "''");

const shown = (words: readonly string[]): string =>
  words
    .slice(0, 2)
    .join(' ')
    .replaceAll(/[\uE000-\uF8FF]/g, '…')
    .replaceAll('`', "'")
    .slice(0, 60);
