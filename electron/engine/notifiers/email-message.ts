// A notice as a mail: plain text with a simple HTML beside it, threaded by conversation, the same Message-ID at every try so
// that a mail that came twice is seen once. Nothing of a notice becomes a header but the subject, which is one clean line.
import type { SendMailOptions } from 'nodemailer';
import type { Notice } from '../../contract/model/notice.ts';
import { cleanLine, cleanOutput } from '../lib/text.ts';
import { cut, shortHash, webLinks } from './bounded.ts';
import { badge, colour } from './severity-words.ts';

/** Who it is from and to. Addresses without names, checked by the config. */
export interface Letterhead {
  readonly from: string;
  readonly fromName: string;
  readonly to: readonly string[];
}

/** A text longer than this helps nobody, and some servers refuse the mail. */
const TEXT_LIMIT = 200_000;

/** The mail of a notice. Pure. */
export function emailMessage(
  { from, fromName, to }: Letterhead,
  notice: Notice,
  idempotencyKey: string,
): SendMailOptions {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  // No mail has this id: all of a conversation answer it, so that they stand together, whichever came first.
  const thread = `<${shortHash(notice.conversation)}.conversation@${domain}>`;
  const urgent = notice.severity <= 2 && notice.kind !== 'all-clear' && notice.kind !== 'test';
  const text = cut(cleanOutput(notice.text, TEXT_LIMIT).trim(), TEXT_LIMIT);
  return {
    from: { name: fromName, address: from },
    to: to.map((address) => ({ name: '', address })),
    subject: cleanLine(notice.title, 250) || 'Watchfloor',
    date: new Date(notice.at),
    messageId: `<${shortHash(idempotencyKey)}.notice@${domain}>`,
    inReplyTo: thread,
    references: thread,
    ...(urgent && { priority: 'high' as const }),
    headers: {
      // RFC 3834: no out-of-office notice, please.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Watchfloor-Severity': String(notice.severity),
      'X-Watchfloor-Kind': notice.kind,
    },
    text: plainText(notice, text),
    html: html(notice, text),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function plainText(notice: Notice, text: string): string {
  const links = webLinks(notice).map(({ title, url }) => `${cleanLine(title)}: ${url}`);
  return `${[cleanLine(notice.title, 500), text, links.join('\n')].filter((part) => part !== '').join('\n\n')}\n`;
}

function html(notice: Notice, text: string): string {
  const links = webLinks(notice).map(
    ({ title, url }) => `<p><a href="${escaped(url)}">${escaped(cleanLine(title))}</a></p>`,
  );
  const mark = `border-left:4px solid ${colour(notice)};padding-left:12px`;
  return [
    `<div style="font-family:sans-serif;${mark}">`,
    `<p style="margin:0 0 4px;color:${colour(notice)}"><b>${badge(notice)}</b></p>`,
    `<p style="margin:0 0 12px;font-size:1.15em"><b>${escaped(cleanLine(notice.title, 500))}</b></p>`,
    `<div style="white-space:pre-wrap">${escaped(text)}</div>`,
    ...links,
    '</div>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
