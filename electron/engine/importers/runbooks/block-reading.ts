// What a block of code in a document is: commands, or text that people read: output, a query, a config, code of another language.
import { configIn, queryIn } from './block-content.ts';
import { infoWord, languageOf } from './block-language.ts';
import { looksLikeOutput, verdictOf } from './line-verdict.ts';
import { type CommandLine, foreignPrompt, sessionIn } from './session.ts';
import { scanShell } from './shell-scan.ts';

export type BlockReading =
  | {
      readonly kind: 'commands';
      readonly lines: readonly CommandLine[];
      /** Lines of the block, from 0, that show what was printed. */
      readonly output: readonly number[];
      /** Line in which the prompt turns into that of another shell; null: it does not. */
      readonly turns: number | null;
    }
  | { readonly kind: 'text' /** 'a query (SQL)', for a finding. */; readonly as: string };

/** Bigger blocks are nothing that a person would type. */
const MAX_COMMAND_LINES = 1_000;
const MAX_COMMAND_CHARS = 50_000;

export function readBlock(info: string, content: string): BlockReading {
  const language = languageOf(info);
  const word = infoWord(info);
  const lines = content.replace(/\n$/, '').split('\n');
  const text = (as: string): BlockReading => ({ kind: 'text', as });
  if (content.trim() === '') return text('empty');
  if (language === 'output') return text('output');
  if (language === 'query') return text(`a query (${word})`);
  if (language === 'config') return text(`a config (${word})`);
  if (language === 'code') return text(`code (${word})`);
  if (language === 'other-shell') return text(`commands of another shell (${word})`);
  if (lines.length > MAX_COMMAND_LINES || content.length > MAX_COMMAND_CHARS) return text('too long for a command');
  if (/^#!(?!.*\b(?:ba|da|z|k|a)?sh\b)/.test(content)) return text('code of another language');
  if (foreignPrompt(lines)) return text('typed into a program that is no shell');
  const session = sessionIn(lines);
  if (session) return { kind: 'commands', lines: session.commands, output: session.output, turns: session.turns };
  const query = queryIn(content);
  if (query) return text(`a query (${query})`);
  const config = configIn(content);
  if (config) return text(`a config (${config})`);
  if (language === 'plain' && word !== '') return text(`marked as ${word}`);
  return withoutPrompts(lines, language === 'shell');
}

/**
 * `shell`: the document says that it is shell, so a command that nobody knows is one too. Else every line must be a known
 * program, used like one. What a first line of output follows is output to the end.
 */
function withoutPrompts(lines: readonly string[], shell: boolean): BlockReading {
  const isScript = shell && /^#!|^\s*(?:case\s.+\sin\s*$|function\s+\w+|\w+\s*\(\)\s*\{)/m.test(lines.join('\n'));
  const taken: CommandLine[] = [];
  let commands = 0;
  let at = 0;
  let longest = LONGEST_COMMAND;
  while (at < lines.length) {
    const end = isScript ? lines.length : endOfCommand(lines, at, longest);
    // One without an end makes the next ones cheap: a hostile block has nothing but such.
    if (end === null) longest = 4;
    const verdict = isScript ? 'known' : verdictOf(lines[at] ?? '');
    if (verdict === 'no' || (verdict === 'maybe' && !shell && !/^\s*\w+=/.test(lines[at] ?? ''))) break;
    if (verdict === 'known' || (verdict === 'maybe' && shell)) commands += 1;
    for (const stop = end ?? at + 1; at < stop; at += 1) taken.push({ line: at, text: lines[at] ?? '' });
  }
  const rest = lines.slice(at).flatMap((line, index) => (line.trim() === '' ? [] : [at + index]));
  if (commands === 0)
    return {
      kind: 'text',
      as: shell ? 'marked as shell, but nothing in it looks like a command' : 'output, or no command that is known',
    };
  const [first] = rest;
  // Nothing says that it is output: then nothing says either that what stands above it is a command.
  if (!shell && first !== undefined && !looksLikeOutput(lines[first] ?? ''))
    return { kind: 'text', as: 'not surely a command' };
  return { kind: 'commands', lines: taken, output: rest, turns: null };
}

/** A command goes on over so many lines at most; past it the quote that is open was none. */
const LONGEST_COMMAND = 200;

/** Line after the last one of the command that begins in a line (continuations, quotes and heredocs go on); null: it has no end. */
function endOfCommand(lines: readonly string[], from: number, longest: number): number | null {
  let text = lines[from] ?? '';
  for (let end = from + 1; end <= lines.length && end - from <= longest; end += 1) {
    if (scanShell(text).open === null) return end;
    text += `\n${lines[end] ?? ''}`;
  }
  return null;
}
