// ntfy, public or of one's own: a push message to whoever has the topic. Published as JSON, so that any character may stand
// in the title. Limit: 4,096 bytes of message, beyond which a server makes a file of it (ntfy documentation, "Publishing").
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { bytes, cut, webLinks } from './bounded.ts';
import { baseUrl, issuersFile, secret } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';

const config = z.strictObject({
  base: baseUrl('https://ntfy.sh', 'Server', 'The ntfy server.'),
  topic: z
    .string({ error: 'is needed: the topic people have subscribed to' })
    .trim()
    .regex(/^[-_A-Za-z0-9]{1,64}$/, 'must be 1 to 64 letters, digits, - or _')
    .meta({
      title: 'Topic',
      description: 'Who knows it can read along on a public server: treated as a secret.',
      secret: true,
    }),
  token: secret('Access token', 'Where the server asks for one (tk_…).'),
  issuersFile: issuersFile(),
});
type NtfyConfig = z.output<typeof config>;

export const ntfy = defineNotifier({
  kind: 'ntfy',
  title: 'ntfy',
  about: 'Pushes to phones and browsers through an ntfy server.',
  config,
  timeoutMs: 15_000,
  async deliver(settings, notice, { signal, clock }) {
    const secrets = [settings.token, settings.topic];
    const message = ntfyMessage(settings, notice);
    const { status } = await send(message, { signal, clock, secrets, issuersFile: settings.issuersFile });
    return `${status}: published`;
  },
});

/** The request of a notice. Pure. */
export function ntfyMessage({ base, topic, token }: NtfyConfig, notice: Notice): HttpMessage {
  const [link] = webLinks(notice);
  return {
    method: 'POST',
    url: `${base.replace(/\/+$/, '')}/`,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    json: {
      topic,
      title: cut(notice.title, 250),
      message: cut(notice.text.trim() || notice.title, 4_096, bytes),
      priority: priorityOf(notice),
      tags: [notice.kind === 'all-clear' ? 'white_check_mark' : notice.kind === 'test' ? 'wave' : 'rotating_light'],
      ...(link && { click: link.url }),
    },
  };
}

/** 5 rings through "do not disturb", 3 is usual, 2 makes no sound. An all-clear wakes nobody. */
const priorityOf = ({ kind, severity }: Notice): number =>
  kind === 'all-clear' || kind === 'test' ? 3 : { 1: 5, 2: 4, 3: 3, 4: 2 }[severity];
