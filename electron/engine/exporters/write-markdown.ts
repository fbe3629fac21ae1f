// A report as Markdown (CommonMark with tables): readable as it is, and harmless in any viewer.
import type { Block, DocumentFile, Moment, Report } from './document.ts';
import { escapeMarkdown, tamedMarkdown } from './escape.ts';

/** Pure. Ends with a line feed. */
export function writeMarkdown({ title, sub, blocks, foot }: Report): string {
  const parts = [
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(sub),
    ...blocks.map(blockText),
    '---',
    foot.map((line) => `${escapeMarkdown(line)}  `).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'section':
      return `## ${escapeMarkdown(block.title)}`;
    case 'facts':
      return block.rows.map(([label, value]) => `- **${escapeMarkdown(label)}**: ${escapeMarkdown(value)}`).join('\n');
    case 'table':
      return tableText(block.headings, block.rows);
    case 'words':
      return quoted(tamedMarkdown(block.text));
    case 'plain':
      return escapeMarkdown(block.text);
    case 'missing':
      return `*${escapeMarkdown(block.text)}*`;
    case 'timeline':
      return block.moments.map(momentText).join('\n');
    case 'charts':
      return [
        ...block.charts.map(({ title, figures }) => `- **${escapeMarkdown(title)}**: ${escapeMarkdown(figures)}`),
        '',
        'The charts themselves are in the HTML and in the PDF.',
      ].join('\n');
    case 'matter':
      return matterText(block);
    default:
      return block satisfies never;
  }
}

function matterText({ mark, title, sub, rows }: Extract<Block, { readonly type: 'matter' }>): string {
  const lines = rows.map(({ label, text, isTyped }) => {
    const head = `- **${escapeMarkdown(label)}**:`;
    return isTyped ? `${head}\n${quoted(tamedMarkdown(text), '  ')}` : `${head} ${escapeMarkdown(text)}`;
  });
  const parts = [`### ${mark.toUpperCase()}: ${escapeMarkdown(title)}`, escapeMarkdown(sub), lines.join('\n')];
  return parts.filter((part) => part !== '').join('\n\n');
}

const tableText = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [rowText(headings), rowText(headings.map(() => '---')), ...rows.map((row) => rowText(row.map(escapeMarkdown)))].join(
    '\n',
  );

const rowText = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What operators typed stands in a quote: a heading in a note must not become one of the report. */
const quoted = (text: string, indent = ''): string =>
  text
    .split('\n')
    .map((line) => `${indent}> ${line}`.trimEnd())
    .join('\n');

/** As it stands, in a fence that nothing in it can close. */
function fenced(text: string, indent: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}text`, ...text.split('\n'), fence].map((line) => `${indent}${line}`.trimEnd()).join('\n');
}

function momentText(moment: Moment): string {
  const { seq, utc, local, late, who, kind, text, body, output, pinned, struck, redacted, file } = moment;
  const strike = (words: string): string => (struck === '' || words === '' ? words : `~~${words}~~`);
  const head = `- **${utc}** UTC · ${local} · ${seq} · ${escapeMarkdown(who)} · ${kind}${pinned ? ' · pinned' : ''}: ${strike(escapeMarkdown(text))}`;
  const marks = [late, struck, redacted].filter(Boolean).map((mark) => `  *(${escapeMarkdown(mark)})*`);
  return [
    head,
    ...marks,
    ...(body === null || body === '' ? [] : [quoted(tamedMarkdown(body), '  ')]),
    ...(output ? [fenced(output, '  ')] : []),
    ...(file ? [`  File: ${escapeMarkdown(fileText(file))}`] : []),
  ].join('\n');
}

/** 'optic.png, image/png, 412000 bytes, SHA-256 of salt and content 7a…'. */
export const fileText = ({ name, type, bytes, sha256 }: DocumentFile): string =>
  `${name}, ${type}, ${bytes} bytes, hash ${sha256}`;
