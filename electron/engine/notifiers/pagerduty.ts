// PagerDuty Events API v2: trigger opens or joins the alert of its dedup_key, resolve ends it. Limits: summary 1,024,
// dedup_key 255 characters, event 512 KB (PagerDuty developer documentation, "Send an Alert Event").
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { conversationKey, cut, endsIt, webLinks } from './bounded.ts';
import { baseUrl, neededSecret } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';

const config = z.strictObject({
  routingKey: neededSecret('Integration key', 'Of an Events API v2 integration of the service (32 characters).'),
  base: baseUrl(
    'https://events.pagerduty.com',
    'Events server',
    'In the EU service region: https://events.eu.pagerduty.com.',
  ),
});
type PagerdutyConfig = z.output<typeof config>;

export const pagerduty = defineNotifier({
  kind: 'pagerduty',
  title: 'PagerDuty',
  about: 'Opens an alert in PagerDuty, and resolves it with the all-clear.',
  config,
  timeoutMs: 20_000,
  async deliver(settings, notice, { signal, clock }) {
    let answer = '';
    for (const message of pagerdutyMessages(settings, notice)) {
      answer = (await send(message, { signal, clock, secrets: [settings.routingKey] })).answer;
    }
    return answer;
  },
});

/** The requests of a notice: one; a test opens an alert and resolves it again, so that it wakes nobody twice. Pure. */
export function pagerdutyMessages({ routingKey, base }: PagerdutyConfig, notice: Notice): readonly HttpMessage[] {
  const event = (json: object): HttpMessage => ({
    method: 'POST',
    url: `${base.replace(/\/+$/, '')}/v2/enqueue`,
    json: { routing_key: routingKey, dedup_key: conversationKey(notice, 255), ...json },
  });
  const resolve = event({ event_action: 'resolve' });
  if (endsIt(notice)) return [resolve];
  const trigger = event({ event_action: 'trigger', ...alertOf(notice) });
  return notice.kind === 'test' ? [trigger, resolve] : [trigger];
}

function alertOf(notice: Notice): object {
  const [first] = notice.items;
  const links = webLinks(notice).slice(0, 10);
  return {
    client: 'Watchfloor',
    payload: {
      summary: cut(notice.title, 1_024) || 'Watchfloor',
      source: cut(first?.host ?? 'Watchfloor', 255),
      severity: notice.kind === 'test' ? 'info' : SEVERITY[notice.severity],
      timestamp: new Date(notice.at).toISOString(),
      ...(first?.check && { component: cut(first.check, 255) }),
      ...(first?.site && { group: cut(first.site, 255) }),
      ...(first && { class: first.status }),
      custom_details: {
        text: cut(notice.text, 20_000),
        severity: `SEV${notice.severity}`,
        kind: notice.kind,
        held_behind: notice.heldBehind,
        problems: notice.items.slice(0, 50).map((item) => ({
          host: item.host,
          check: item.check,
          status: item.status,
          since: new Date(item.since).toISOString(),
          summary: cut(item.summary, 500),
        })),
      },
    },
    ...(links.length > 0 && { links: links.map(({ title, url }) => ({ href: url, text: cut(title, 200) })) }),
  };
}

const SEVERITY = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' } as const;
