// A report as one HTML file: everything is in it, nothing is fetched, nothing runs. The content policy inside says so to every
// browser, and allows the one style sheet by its hash.
import { hash } from 'node:crypto';
import createMarkdown from 'markdown-it';
import type { Block, DocumentFile, Moment, Report } from './document.ts';
import { escapeHtml } from './escape.ts';
import { PAGE_STYLE } from './page-style.ts';
import { fileText } from './write-markdown.ts';

/** Raw HTML is text; pictures are not fetched, their words stay as a link; addresses that run are refused by the parser. */
const markdown = createMarkdown({ html: false, linkify: false, breaks: true }).disable('image');

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', PAGE_STYLE, 'base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Pure. */
export function writeHtml({ title, sub, blocks, foot }: Report): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(`${sub.split(' · ')[0] ?? ''} ${title}`.trim())}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="sub">${escapeHtml(sub)}</p>`,
    ...blocks.map(blockHtml),
    '<footer>',
    ...foot.map((line) => `<p>${escapeHtml(line)}</p>`),
    '</footer>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'section':
      return `<h2>${escapeHtml(block.title)}</h2>`;
    case 'facts':
      return `<table class="facts"><tbody>${block.rows
        .map(([label, value]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`)
        .join('\n')}</tbody></table>`;
    case 'table':
      return tableHtml(block.headings, block.rows);
    case 'words':
      return wordsHtml(block.text);
    case 'plain':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'missing':
      return `<p class="missing">${escapeHtml(block.text)}</p>`;
    case 'timeline':
      return timelineHtml(block.moments, block.localName);
    case 'charts':
      return block.charts
        .map(
          ({ title, svg, figures }) =>
            `<figure><figcaption>${escapeHtml(title)}</figcaption>${svg}<p class="file">${escapeHtml(figures)}</p></figure>`,
        )
        .join('\n');
    case 'matter':
      return matterHtml(block);
    default:
      return block satisfies never;
  }
}

const wordsHtml = (text: string): string => `<div class="words">${markdown.render(text)}</div>`;

function tableHtml(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

/** UTC above local time: a column of times stays narrow, and none is broken in the middle. */
const cellHtml = (cell: string): string =>
  escapeHtml(cell).replace(BOTH_TIMES, '<span class="both">$1</span><br><span class="both">$2</span>');
const BOTH_TIMES = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC) (\(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d\))/g;

function matterHtml({ mark, title, sub, rows }: Extract<Block, { readonly type: 'matter' }>): string {
  const lines = rows.map(({ label, text, isTyped }) => {
    const said = isTyped ? wordsHtml(text) : escapeHtml(text);
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${said}</td></tr>`;
  });
  const table = lines.length === 0 ? '' : `<table class="facts"><tbody>${lines.join('\n')}</tbody></table>`;
  const stands = sub === '' ? '' : `<p class="stands">${escapeHtml(sub)}</p>`;
  return `<section class="matter ${mark}"><h3><span class="stance">${mark}</span> ${escapeHtml(title)}</h3>${stands}${table}</section>`;
}

function timelineHtml(moments: readonly Moment[], localName: string): string {
  const headings = [
    ['time', 'UTC'],
    ['local', localName],
    ['seq', 'Entry'],
    ['who', 'Who'],
    ['kind', 'Kind'],
    ['what', 'What'],
  ];
  const head = headings.map(([name, words]) => `<th scope="col" class="${name}">${escapeHtml(words ?? '')}</th>`);
  return `<table class="timeline"><thead><tr>${head.join('')}</tr></thead><tbody>${moments.map(momentHtml).join('\n')}</tbody></table>`;
}

function momentHtml(moment: Moment): string {
  const { seq, utc, local, late, who, kind, text, body, output, pinned, struck, redacted, file } = moment;
  const marks = [late, struck, redacted]
    .filter(Boolean)
    .map((mark) => `<span class="mark">${escapeHtml(mark)}</span>`)
    .join('');
  const printed = output ? `<pre class="output">${escapeHtml(output)}</pre>` : '';
  const said = `${escapeHtml(text)}${body ? wordsHtml(body) : ''}${printed}`;
  const what = [
    pinned ? '<span class="pin">Pinned. </span>' : '',
    struck === '' ? said : `<del>${said}</del>`,
    marks,
    file ? fileHtml(file) : '',
  ].join('');
  const cells = [
    `<td class="time">${utc}</td>`,
    `<td class="time local">${local}</td>`,
    `<td class="seq">${seq}</td>`,
    `<td class="who">${escapeHtml(who)}</td>`,
    `<td class="kind">${escapeHtml(kind)}</td>`,
    `<td>${what}</td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function fileHtml(file: DocumentFile): string {
  const listed = `<span class="file">File: ${escapeHtml(fileText(file))}</span>`;
  if (!file.picture) return listed;
  const data = Buffer.from(file.picture).toString('base64');
  return `<img alt="${escapeHtml(file.name)}" src="data:${escapeHtml(file.type)};base64,${data}">${listed}`;
}
