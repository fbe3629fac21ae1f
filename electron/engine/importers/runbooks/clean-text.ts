// The text of a document made fit for reading: one kind of line end, nothing that is not seen. Characters that steer a terminal
// or turn the direction of writing have no business in a command. Lines keep their numbers.
import type { ImportFinding } from './format.ts';

/** UTF-16 units; more than that no person has written as a runbook. */
const MAX_LENGTH = 8_000_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one.
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;

export interface CleanText {
  readonly text: string;
  /** Why it cannot be read at all; null: it can. */
  readonly refusal: string | null;
  readonly findings: readonly ImportFinding[];
}

export function cleanText(given: string): CleanText {
  const refused = (refusal: string): CleanText => ({ text: '', refusal, findings: [] });
  if (given.length > MAX_LENGTH) return refused('the file is longer than 8 million characters: split it');
  const text = given
    .toWellFormed()
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085/g, '\n');
  if (text.trim() === '') return refused('the file is empty');
  const strange = (text.match(CONTROLS) ?? []).length;
  const broken = (text.match(/\ufffd/g) ?? []).length;
  if (/^.{0,8000}\0/s.test(text) || strange + broken > Math.max(50, text.length / 20))
    return refused('this is no text: a runbook is read from Markdown, YAML or JSON');
  const findings: ImportFinding[] = [];
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const tell = (pattern: RegExp, what: string): void => {
    const at = text.search(pattern);
    if (at >= 0) findings.push({ line: lineAt(at), what });
  };
  tell(UNSEEN, 'characters that nobody sees were taken out, here and further down');
  tell(CONTROLS, 'control characters were taken out, here and further down');
  const cleaned = text
    .replaceAll(COLOURS, '')
    .replaceAll(CONTROLS, '')
    .replaceAll(UNSEEN, '')
    .replaceAll('\u00a0', ' ');
  return { text: cleaned, refusal: null, findings };
}
