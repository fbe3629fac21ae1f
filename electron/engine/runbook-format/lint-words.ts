// Words that say a runbook is not finished: TODO and its like, and <placeholders> that somebody was to fill in. An active
// runbook is finished, so they are errors there; in a draft only those in commands are.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import type { LintDesk } from './lint-desk.ts';
import { type PlacedText, textsIn } from './lint-texts.ts';

const UNFINISHED = /\b(?:TODO|FIXME|XXX)\b/g;
const PLACEHOLDER = /<([A-Za-z][A-Za-z0-9 ._-]{0,60})>/g;
/** Tags that stand in Markdown. */
const HTML = new Set([
  'a',
  'b',
  'br',
  'code',
  'del',
  'details',
  'em',
  'hr',
  'i',
  'kbd',
  'li',
  'ol',
  'p',
  'pre',
  's',
  'strong',
  'sub',
  'summary',
  'sup',
  'u',
  'ul',
]); // prettier-ignore

export const wordFindings = (desk: LintDesk): readonly RunbookFinding[] =>
  textsIn(desk).flatMap((text) => (text.use === 'pattern' || text.use === 'condition' ? [] : ofText(desk, text)));

function ofText(desk: LintDesk, one: PlacedText): readonly RunbookFinding[] {
  const { text, path, use } = one;
  const isCommand = use === 'code' || use === 'value';
  const tell = desk.runbook.state === 'draft' && !isCommand ? desk.warning : desk.error;
  const unfinished = [...text.matchAll(UNFINISHED)].map((found) =>
    (desk.runbook.state === 'draft' ? desk.warning : desk.error)(
      'todo',
      { path, inside: { text, at: found.index } },
      `${found[0]}: this is not finished`,
    ),
  );
  // In a script <word> is a redirection as likely as not.
  const placeholders = use === 'code' ? [] : [...text.matchAll(PLACEHOLDER)];
  return [
    ...unfinished,
    ...placeholders.flatMap((found) => {
      const [whole, word = ''] = found;
      if (!isCommand && HTML.has(word.toLowerCase())) return [];
      const what = `${whole} was to be filled in: ask for it as an input, or write it out`;
      return [tell('placeholder', { path, inside: { text, at: found.index } }, what)];
    }),
  ];
}
