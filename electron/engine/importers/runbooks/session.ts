// A block as somebody copied it from a terminal: prompts with commands behind them, and what these printed. Only what stands
// behind a prompt is a command.

import { looksLikeOutput, looksLikeProse, strongCommand, verdictOf } from './line-verdict.ts';
import { isProgram } from './shell-programs.ts';
import { scanShell } from './shell-scan.ts';

/** A line of a block that belongs to commands, without its prompt; `line` from 0 within the block. */
export interface CommandLine {
  readonly line: number;
  readonly text: string;
}

export interface Session {
  readonly commands: readonly CommandLine[];
  /** Lines of output, from 0 within the block. */
  readonly output: readonly number[];
  /** The prompt turns into another one in this line: what follows is typed in a shell that a command opened. Null: it does not. */
  readonly turns: number | null;
}

const WHERE = String.raw`(?:\([\w.@-]+\)\s*)?(?:\[[^\]\n]{1,80}\]|[\w.-]+@[\w.-]+(?:[: ][^\s$#%>]{0,80})?)`;
const PROMPTS: readonly RegExp[] = [
  new RegExp(String.raw`^\s*${WHERE}\s?([$#%])\s+(.*)$`),
  /^\s*(?:ba|z|k|da)?sh-\d[\d.]*([$#])\s+(.*)$/,
  /^\s*()(?:➜|❯|λ)\s+(?:~\S*\s+)?(.*)$/u,
  /^\s*([$])\s+(.*)$/,
  /^\s*[A-Za-z][\w.-]*(?::\S*)?([$])\s+(.*)$/,
];
const HASH = /^\s*(#)\s+(\S.*)$/;
const PERCENT = /^\s*(%)\s+(\S.*)$/;
const GREATER = /^\s*(>)\s+(\S.*)$/;
const ROOT_AT = /^\s*([A-Za-z][\w.-]*)(?::\S*)?(#)\s+(\S.*)$/;

/** Prompts of programs that are no shell of this kind: databases, interpreters, Windows, switches and routers. */
const FOREIGN =
  /^\s*(?:mysql>|MariaDB \[[^\]]*\]>|[\w-]+[=-][#>*]\s|sqlite>|SQL>|psql>|redis(?: [\d.:]+)?>|\d{1,3}(?:\.\d{1,3}){3}:\d+>|>>>\s|In \[\d+\]:|irb\(|\(gdb\)|ftp>|sftp>|mongo>|\w+:(?:PRIMARY|SECONDARY)>|PS(?: [A-Z]:\\[^>]*)?>|[A-Z]:\\[^>]*>|cqlsh>|rabbitmq>|etcd>|zk: |nodetool>|influx>|ghci>|iex\()/;
/** 'switch1(config)# ', 'Router> ', 'core-sw01#show …' */
const DEVICE =
  /^\s*[A-Za-z][\w.-]*(?:\([\w-]+\))?[#>]\s?(?:show|sh|conf|configure|interface|int|enable|exit|end|write|wr|copy|clear|no|ping|reload|undebug|debug|set|commit|request|display)\b/;

/** A command cannot go on for longer than this without its end. */
const MAX_GOING_ON = 200;

export const foreignPrompt = (lines: readonly string[]): boolean =>
  lines.some((line) => FOREIGN.test(line) || DEVICE.test(line));

/** The commands of a block with prompts; null: it has none. */
export function sessionIn(lines: readonly string[]): Session | null {
  const prompt = promptOf(lines);
  return prompt ? walk(lines, prompt) : null;
}

type Prompt = (line: string) => { readonly sign: string; readonly text: string } | null;

/** What counts as a prompt in this block; null: nothing does. */
function promptOf(lines: readonly string[]): Prompt | null {
  const sure: Prompt = (line) => {
    for (const pattern of PROMPTS) {
      const match = pattern.exec(line);
      if (match && isTyped(match[2] ?? '')) return { sign: match[1] ?? '', text: match[2] ?? '' };
    }
    const [, host, sign = '', text = ''] = ROOT_AT.exec(line) ?? [];
    return host !== undefined && strongCommand(text) ? { sign, text } : null;
  };
  const behind =
    (pattern: RegExp): Prompt =>
    (line) => {
      const match = pattern.exec(line);
      return match && strongCommand(match[2] ?? '') ? { sign: match[1] ?? '', text: match[2] ?? '' } : null;
    };
  const hash = behind(HASH);
  if (lines.some((line) => sure(line))) return (line) => sure(line) ?? hash(line);
  const written = lines.filter((line) => line.trim() !== '');
  for (const one of [hash, behind(PERCENT), behind(GREATER)]) {
    const rest = written.filter((line) => !one(line));
    if (rest.length < written.length && rest.every((line) => !isCommandItself(line))) return one;
  }
  return null;
}

/** Something that a person types: no amount of money, no sentence. */
const isTyped = (text: string): boolean =>
  text.trim() === '' ||
  (/^[^\d\s,;)]|^\d\S*[a-z]/i.test(text) && !(looksLikeProse(text) && !isProgram(text.split(/\s/)[0] ?? '')));

/** Then a '#' in front of another line is a comment's. */
const isCommandItself = (line: string): boolean =>
  !/^\s*[#%>]/.test(line) && !looksLikeOutput(line) && verdictOf(line) !== 'no';

function walk(lines: readonly string[], prompt: Prompt): Session {
  const commands: CommandLine[] = [];
  const output: number[] = [];
  let turns: number | null = null;
  let sign: string | null = null;
  let open: string | null = null;
  let since = 0;
  for (const [line, raw] of lines.entries()) {
    const found = prompt(raw);
    // A new prompt ends whatever quote was left open: "echo it's" has no second one.
    if (open !== null && since < MAX_GOING_ON && !found) {
      const text = raw.replace(/^\s*> ?/, '');
      commands.push({ line, text });
      since += 1;
      open = goesOn(`${open}\n${text}`);
    } else if (found) {
      if (sign !== null && found.sign !== sign && found.sign === '#') turns ??= line;
      sign ??= found.sign;
      since = 0;
      open = null;
      if (found.text.trim() === '') continue;
      commands.push({ line, text: found.text });
      open = goesOn(found.text);
    } else if (HASH.test(raw) && !looksLikeOutput(raw.replace(/^\s*#\s*/, '')) && lines.length < 500)
      commands.push({ line, text: raw.trim() });
    else if (raw.trim() !== '') output.push(line);
  }
  return { commands, output, turns };
}

const goesOn = (text: string): string | null => (scanShell(text).open === null ? null : text);
