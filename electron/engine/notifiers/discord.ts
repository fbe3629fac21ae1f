// Discord, by a channel's webhook. `wait` makes it say whether the message was kept; nobody is mentioned, whatever a host
// says. Limits: embed title 256, description 4,096, content 2,000 characters (Discord API, "Webhook", "Embed limits").
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { cut, webLinks } from './bounded.ts';
import { secretUrl } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';
import { badge, colour } from './severity-words.ts';

const config = z.strictObject({
  url: secretUrl('Webhook URL', 'As Discord shows it: https://discord.com/api/webhooks/… Whoever has it can post.'),
});

export const discord = defineNotifier({
  kind: 'discord',
  title: 'Discord',
  about: "Posts into a Discord channel through the channel's webhook.",
  config,
  timeoutMs: 15_000,
  async deliver({ url }, notice, { signal, clock }) {
    const { status } = await send(discordMessage(url, notice), { signal, clock, secrets: [url] });
    // The answer is the whole message again: of no use to anybody.
    return `${status}: posted`;
  },
});

/** The request of a notice. Pure. */
export function discordMessage(webhook: string, notice: Notice): HttpMessage {
  const url = new URL(webhook);
  url.searchParams.set('wait', 'true');
  const [link] = webLinks(notice);
  const text = notice.text.trim();
  const escaped = (one: string, limit: number): string => unmarked(cut(one, limit, (part) => unmarked(part).length));
  return {
    method: 'POST',
    url: url.href,
    json: {
      content: escaped(`${badge(notice)}: ${notice.title}`, 2_000),
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: cut(notice.title, 256) || badge(notice),
          ...(text !== '' && { description: escaped(text, 4_096) }),
          ...(link && { url: link.url }),
          color: Number.parseInt(colour(notice).slice(1), 16),
          timestamp: new Date(notice.at).toISOString(),
        },
      ],
    },
  };
}

/** Discord's Markdown marks, escaped. */
const unmarked = (text: string): string => text.replace(/[\\*_~`|[\]]/g, '\\$&').replace(/^([#>-])/gm, '\\$1');
