// Opsgenie's Alert API, which Jira Service Management speaks too under another base: create joins the open alert of its
// alias, close ends it. Limits: message 130, alias 512, description 15,000 characters, 20 tags of 50 (Alert API, "Create alert").
import { z } from 'zod';
import type { Notice } from '../../contract/model/notice.ts';
import { conversationKey, cut, endsIt } from './bounded.ts';
import { baseUrl, neededSecret, text } from './fields.ts';
import { type HttpMessage, send } from './http-sender.ts';
import { defineNotifier } from './notifier.ts';

const config = z.strictObject({
  apiKey: neededSecret('API key', 'Of an API integration that may create and close alerts.'),
  team: text('', 'Team', "Who is to respond. Empty: as the integration's own rules say.", 200),
  base: baseUrl(
    'https://api.opsgenie.com',
    'API server',
    'EU: https://api.eu.opsgenie.com. Jira Service Management: https://api.atlassian.com/jsm/ops/integration.',
  ),
});
type OpsgenieConfig = z.output<typeof config>;

export const opsgenie = defineNotifier({
  kind: 'opsgenie',
  title: 'Opsgenie',
  about: 'Opens an alert in Opsgenie or Jira Service Management, and closes it with the all-clear.',
  config,
  timeoutMs: 20_000,
  async deliver(settings, notice, { signal, clock }) {
    let answer = '';
    for (const message of opsgenieMessages(settings, notice)) {
      // 404 to a close: it is closed already, or was opened by another integration.
      const alsoFine = message.url.includes('/close?') ? [404] : [];
      answer = (await send(message, { signal, clock, secrets: [settings.apiKey], alsoFine })).answer;
    }
    return answer;
  },
});

/** The requests of a notice: one; a test opens an alert and closes it again. Pure. */
export function opsgenieMessages({ apiKey, team, base }: OpsgenieConfig, notice: Notice): readonly HttpMessage[] {
  const root = `${base.replace(/\/+$/, '')}/v2/alerts`;
  const headers = { authorization: `GenieKey ${apiKey}` };
  const alias = conversationKey(notice, 512);
  const close: HttpMessage = {
    method: 'POST',
    url: `${root}/${encodeURIComponent(alias)}/close?identifierType=alias`,
    headers,
    json: { source: 'Watchfloor', note: cut(`${notice.title}\n${notice.text}`.trim(), 15_000) },
  };
  if (endsIt(notice)) return [close];
  const create: HttpMessage = { method: 'POST', url: root, headers, json: alertOf(notice, alias, team) };
  return notice.kind === 'test' ? [create, close] : [create];
}

function alertOf(notice: Notice, alias: string, team: string): object {
  const [first] = notice.items;
  const tags = [...new Set(notice.items.flatMap((item) => item.tags))].filter((tag) => tag.length <= 50);
  return {
    message: cut(notice.title, 130) || 'Watchfloor',
    alias,
    description: cut(notice.text, 15_000),
    priority: notice.kind === 'test' ? 'P5' : `P${notice.severity}`,
    source: 'Watchfloor',
    ...(first && { entity: cut(first.host, 512) }),
    ...(tags.length > 0 && { tags: tags.slice(0, 20) }),
    ...(team !== '' && { responders: [{ type: 'team', name: team }] }),
    details: {
      severity: `SEV${notice.severity}`,
      kind: notice.kind,
      held_behind: String(notice.heldBehind),
      ...(first?.site && { site: cut(first.site, 500) }),
    },
  };
}
