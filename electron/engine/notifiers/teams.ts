// Microsoft Teams, by a Workflows webhook ("When a Teams webhook request is received"): an Adaptive Card in a message. The
// whole message may have 28 KB (Microsoft Teams, "Limits and specifications"); some count less, so we stay well below.
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { bytes, cut, webLinks } from './bounded.ts';
import { secretUrl } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';
import { badge } from './severity-words.ts';

const config = z.strictObject({
  url: secretUrl(
    'Workflow URL',
    'The address the workflow shows: https://….logic.azure.com/… Whoever has it can post.',
  ),
});

const TEXT_BYTES = 14_000;

export const teams = defineNotifier({
  kind: 'teams',
  title: 'Microsoft Teams',
  about: 'Posts a card into a Teams channel or chat through a Workflows webhook.',
  config,
  timeoutMs: 20_000,
  async deliver({ url }, notice, { signal, clock }) {
    return (await send(teamsMessage(url, notice), { signal, clock, secrets: [url] })).answer;
  },
});

/** The request of a notice. Pure. */
export function teamsMessage(url: string, notice: Notice): HttpMessage {
  const text = notice.text.trim();
  const links = webLinks(notice).slice(0, 5);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      { type: 'TextBlock', text: badge(notice), weight: 'Bolder', color: cardColour(notice), spacing: 'None' },
      { type: 'TextBlock', text: asText(notice.title, 1_000), size: 'Large', weight: 'Bolder', wrap: true },
      ...(text === '' ? [] : [{ type: 'TextBlock', text: asText(text, TEXT_BYTES), wrap: true }]),
    ],
    ...(links.length > 0 && {
      actions: links.map(({ title, url: target }) => ({ type: 'Action.OpenUrl', title: cut(title, 60), url: target })),
    }),
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return { method: 'POST', url, json: { type: 'message', attachments: [attachment] } };
}

const cardColour = ({ kind, severity }: Notice): string =>
  kind === 'all-clear' ? 'Good' : kind === 'test' ? 'Default' : severity <= 2 ? 'Attention' : 'Warning';

/** Text blocks know a little Markdown: its marks are escaped, and a line ends with two line feeds. Within `limit` bytes. */
const asText = (text: string, limit: number): string =>
  shown(cut(text, limit, (one) => bytes(JSON.stringify(shown(one)))));
const shown = (text: string): string => text.replace(/[\\*_[\]`~#>]/g, '\\$&').replace(/\n+/g, '\n\n');
