// Slack, by an incoming webhook. Title and text go as plain text, so that nothing a host says is taken for markup or for a
// mention of everybody. Limits: header 150, section 3,000, text 40,000 characters (Slack API, "Block Kit", "chat.postMessage").
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { cut, webLinks } from './bounded.ts';
import { secretUrl } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';
import { badge, colour } from './severity-words.ts';

const config = z.strictObject({
  url: secretUrl('Webhook URL', 'As Slack shows it: https://hooks.slack.com/services/… Whoever has it can post.'),
});

export const slack = defineNotifier({
  kind: 'slack',
  title: 'Slack',
  about: 'Posts into a Slack channel through an incoming webhook.',
  config,
  timeoutMs: 15_000,
  async deliver({ url }, notice, { signal, clock }) {
    return (await send(slackMessage(url, notice), { signal, clock, secrets: [url] })).answer;
  },
});

/** The request of a notice. Pure. */
export function slackMessage(url: string, notice: Notice): HttpMessage {
  const links = webLinks(notice)
    .slice(0, 10)
    .map(
      ({ title, url: target }) =>
        `<${target.replace(/[<>|]/g, encodeURIComponent)}|${escaped(cut(title, 100)).replaceAll('|', '/')}>`,
    );
  const text = notice.text.trim();
  return {
    method: 'POST',
    url,
    json: {
      // What a phone shows on its lock screen.
      text: escaped(cut(`${badge(notice)}: ${notice.title}`, 3_000, (one) => escaped(one).length)),
      unfurl_links: false,
      unfurl_media: false,
      attachments: [
        {
          color: colour(notice),
          blocks: [
            { type: 'header', text: plain(cut(notice.title, 150) || badge(notice)) },
            ...(text === '' ? [] : [{ type: 'section', text: plain(cut(text, 3_000)) }]),
            ...(links.length === 0
              ? []
              : [{ type: 'context', elements: [{ type: 'mrkdwn', text: links.join('  ') }] }]),
          ],
        },
      ],
    },
  };
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const entity = (character: string): string => ENTITIES[character] ?? character;
const escaped = (text: string): string => text.replace(/[&<>]/g, entity);
