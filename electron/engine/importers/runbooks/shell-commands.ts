// A script as its simple commands, one after the other: for judging what they do, never for carrying them out.
import { AS, scanShell, syntaxOf } from './shell-scan.ts';
import { type ShellWords, splitWords } from './shell-words.ts';

export interface SimpleCommand {
  readonly text: string;
  /** Line within the script, from 0. */
  readonly line: number;
  readonly words: ShellWords;
  /** Gets its input from the command before it. */
  readonly piped: boolean;
}

export interface ScriptShape {
  readonly commands: readonly SimpleCommand[];
  /** What is in it beyond commands one after the other and pipes, in words; empty: nothing. */
  readonly beyond: readonly string[];
  /** What a quote or a heredoc leaves open at the end; null: nothing. */
  readonly open: ReturnType<typeof scanShell>['open'];
}

const OPERATOR = /&&|\|\||\|&|;;|[;|&\n]/g;
/** Redirections that keep nothing and read nothing. */
const HARMLESS = /(?:[012]?>>?|&>>?)[ \t]*\/dev\/null(?![\w/.])|[12]?>&[12](?!\d)|<[ \t]*\/dev\/null(?![\w/.])/g;
const KEYWORDS = /^(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|select|function|time|\{|\}|!|\[\[)$/;

export function shapeOf(script: string): ScriptShape {
  const { clean, bare, open } = readable(script);
  const beyond = new Set<string>();
  if (/\$\(|`|[<>]\(/.test(bare) || hasSubstitution(script)) beyond.add('it puts in what other commands print');
  if (/[<>]/.test(bare)) beyond.add('it redirects');
  if (/[()]/.test(bare)) beyond.add('it opens a shell of its own');
  if (open) beyond.add('a quote or a heredoc in it has no end');
  const commands: SimpleCommand[] = [];
  let from = 0;
  let line = 0;
  let piped = false;
  const cut = (to: number): void => {
    const text = clean.slice(from, to);
    const before = breaksIn(/^\s*/.exec(text)?.[0] ?? '');
    if (text.trim() !== '') {
      const words = splitWords(text.trim());
      if (KEYWORDS.test(words.words[0] ?? '')) beyond.add('it has branches or loops');
      commands.push({ text: text.trim(), line: line + before, words, piped });
    }
    line += breaksIn(script.slice(from, to));
  };
  for (const match of bare.matchAll(OPERATOR)) {
    cut(match.index);
    const [operator] = match;
    if (operator === '&') beyond.add('it leaves something running');
    line += breaksIn(operator);
    from = match.index + operator.length;
    piped = operator === '|' || operator === '|&';
  }
  cut(script.length);
  return { commands, beyond: [...beyond], open };
}

const breaksIn = (text: string): number => text.split('\n').length - 1;

/** `$(…)` and backticks count inside double quotes too; those in single quotes and comments do not. */
function hasSubstitution(script: string): boolean {
  const { as } = scanShell(script);
  for (let at = 0; at < script.length; at += 1) {
    const open = as[at] === AS.plain && (script[at] === '`' || (script[at] === '$' && script[at + 1] === '('));
    if (open) return true;
  }
  return false;
}

/** The script and its bare syntax without comments, joined lines and redirections that keep nothing; unit for unit. */
function readable(script: string): {
  readonly clean: string;
  readonly bare: string;
  readonly open: ScriptShape['open'];
} {
  const scan = scanShell(script);
  const clean = script.split('');
  const bare = syntaxOf(script, scan).split('');
  const blank = (at: number): void => {
    clean[at] = ' ';
    bare[at] = ' ';
  };
  for (let at = 0; at < script.length; at += 1) {
    const kind = scan.as[at];
    if (kind === AS.comment) blank(at);
    else if (kind === AS.escaped && script[at] === '\n') {
      blank(at - 1);
      blank(at);
    }
  }
  for (const match of bare.join('').matchAll(HARMLESS)) {
    for (let at = match.index; at < match.index + match[0].length; at += 1) blank(at);
  }
  return { clean: clean.join(''), bare: bare.join(''), open: scan.open };
}
