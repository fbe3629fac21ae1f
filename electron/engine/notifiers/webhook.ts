// Any program that takes JSON over HTTP: the notice as it is, in the shape README.md promises; signed where a key is set.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { headerLines, headersOf, issuersFile, neededUrl, secret } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { noticeJson } from './notice-json.ts';
import { defineNotifier } from './notifier.ts';

const config = z.strictObject({
  url: neededUrl('URL', 'Where the notice is posted as JSON. Its path is not shown in answers and logs.'),
  headers: headerLines(),
  token: secret('Bearer token', 'Sent as "Authorization: Bearer …".'),
  signingKey: secret(
    'Signing key',
    'Signs each message by HMAC-SHA256, so that the other end can tell it is from here.',
  ),
  issuersFile: issuersFile(),
});
type WebhookConfig = z.output<typeof config>;

export const webhook = defineNotifier({
  kind: 'webhook',
  title: 'Webhook',
  about: 'Posts the notice as JSON to a URL; 2xx means it has arrived.',
  config,
  timeoutMs: 15_000,
  async deliver(settings, notice, { signal, clock, idempotencyKey }) {
    const { token, signingKey, issuersFile: file } = settings;
    const message = webhookMessage(settings, notice, idempotencyKey, clock.now());
    const reply = await send(message, { signal, clock, secrets: [token, signingKey], issuersFile: file });
    return reply.answer;
  },
});

/** The request of a notice, sent at `now` (epoch ms). Pure. */
export function webhookMessage(
  { url, headers, token, signingKey }: WebhookConfig,
  notice: Notice,
  idempotencyKey: string,
  now: number,
): HttpMessage {
  const json = noticeJson(notice, idempotencyKey);
  const timestamp = String(Math.floor(now / 1_000));
  return {
    method: 'POST',
    url,
    headers: {
      ...headersOf(headers),
      'idempotency-key': idempotencyKey,
      'watchfloor-timestamp': timestamp,
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(signingKey !== '' && { 'watchfloor-signature': signature(signingKey, timestamp, JSON.stringify(json)) }),
    },
    json,
  };
}

/** 'v1=' and the hex of HMAC-SHA256 over the timestamp, a point, and the body as it is sent. */
function signature(key: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
}
