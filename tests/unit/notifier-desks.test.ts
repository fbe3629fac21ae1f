// What pagers, service desks and programs are sent, against the field names and limits each publishes.
import { describe, expect, test } from 'vitest';
import { commentIssue, createIssue, findIssue, jira } from '../../electron/engine/notifiers/jira.ts';
import { opsgenie, opsgenieMessages } from '../../electron/engine/notifiers/opsgenie.ts';
import { pagerduty, pagerdutyMessages } from '../../electron/engine/notifiers/pagerduty.ts';
import {
  createIncident,
  findIncident,
  servicenow,
  updateIncident,
} from '../../electron/engine/notifiers/servicenow.ts';
import { webhook, webhookMessage } from '../../electron/engine/notifiers/webhook.ts';
import { flood, json, notice, noticeItem, settings, THREE_AT_NIGHT, whole } from '../support/notices.ts';

describe('pagerduty', () => {
  const config = settings(pagerduty, { routingKey: 'r'.repeat(32), base: 'http://127.0.0.1:1/' });
  test('a problem triggers, its all-clear resolves the same dedup_key', () => {
    const [trigger, ...more] = pagerdutyMessages(config, notice());
    const [resolve] = pagerdutyMessages(config, notice({ id: 'notice-2', kind: 'all-clear' }));
    expect(more).toEqual([]);
    expect(trigger?.url).toBe('http://127.0.0.1:1/v2/enqueue');
    expect(json(trigger)).toMatchObject({
      routing_key: 'r'.repeat(32),
      event_action: 'trigger',
      dedup_key: 'watchfloor:conversation-1',
      client: 'Watchfloor',
      payload: {
        summary: 'sw-core-1 is down',
        source: 'sw-core-1',
        severity: 'error',
        timestamp: '2027-03-04T03:00:00.000Z',
        group: 'Bern',
        class: 'down',
        custom_details: { held_behind: 300 },
      },
      links: [{ href: 'https://watch.example.org/problems/problem-1', text: 'Open in Watchfloor' }],
    });
    expect(json(resolve)).toEqual({
      routing_key: 'r'.repeat(32),
      event_action: 'resolve',
      dedup_key: 'watchfloor:conversation-1',
    });
  });
  test('SEV1 to SEV4 are critical, error, warning, info; a test opens and ends', () => {
    const severities = ([1, 2, 3, 4] as const).map(
      (severity) => json(pagerdutyMessages(config, notice({ severity }))[0]).payload.severity,
    );
    expect(severities).toEqual(['critical', 'error', 'warning', 'info']);
    const probe = pagerdutyMessages(config, notice({ kind: 'test', severity: 1 })).map(json);
    expect(probe.map((event) => event.event_action)).toEqual(['trigger', 'resolve']);
    expect(probe[0].payload.severity).toBe('info');
  });
  test('keeps to 1,024 characters of summary, 255 of key and half a megabyte', () => {
    const event = json(pagerdutyMessages(config, { ...flood, conversation: 'c'.repeat(400) })[0]);
    expect(event.payload.summary.length).toBeLessThanOrEqual(1_024);
    expect(event.dedup_key).toMatch(/^watchfloor:[0-9a-f]{32}$/);
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(512 * 1024);
  });
});

describe('opsgenie', () => {
  const config = settings(opsgenie, { apiKey: 'k-1', team: 'Network' });
  test('creates by alias, closes by alias', () => {
    const [create] = opsgenieMessages(config, notice());
    const [close] = opsgenieMessages(config, notice({ kind: 'all-clear' }));
    expect(create).toMatchObject({
      url: 'https://api.opsgenie.com/v2/alerts',
      headers: { authorization: 'GenieKey k-1' },
      json: {
        message: 'sw-core-1 is down',
        alias: 'watchfloor:conversation-1',
        priority: 'P2',
        entity: 'sw-core-1',
        tags: ['core', 'network'],
        responders: [{ type: 'team', name: 'Network' }],
      },
    });
    expect(close?.url).toBe(
      'https://api.opsgenie.com/v2/alerts/watchfloor%3Aconversation-1/close?identifierType=alias',
    );
  });
  test('keeps to 130 and 15,000 characters and 20 tags', () => {
    const body = json(opsgenieMessages(config, flood)[0]);
    expect(body.message.length).toBeLessThanOrEqual(130);
    expect(body.description.length).toBeLessThanOrEqual(15_000);
    expect(body.tags).toHaveLength(20);
    expect(whole(body.message)).toBe(true);
  });
});

describe('servicenow', () => {
  const config = settings(servicenow, { base: 'https://noc.example.com/', user: 'monitor', password: 'pw' });
  test('looks for the open incident of the conversation, creates or updates it', () => {
    const query = new URL(findIncident(config, notice()).url);
    expect(query.pathname).toBe('/api/now/table/incident');
    expect(query.searchParams.get('sysparm_query')).toBe(
      'correlation_id=watchfloor:conversation-1^active=true^ORDERBYDESCsys_created_on',
    );
    expect(createIncident(config, notice())).toMatchObject({
      method: 'POST',
      headers: { authorization: `Basic ${btoa('monitor:pw')}` },
      json: {
        correlation_id: 'watchfloor:conversation-1',
        short_description: 'sw-core-1 is down',
        impact: '1',
        urgency: '2',
      },
    });
    const update = updateIncident(config, notice({ kind: 'all-clear' }), 'abc');
    expect(update.method).toBe('PATCH');
    expect(new URL(update.url).pathname).toBe('/api/now/table/incident/abc');
    expect(Object.keys(json(update))).toEqual(['work_notes']);
  });
  test('resolves at the all-clear where it was told to, and only then', () => {
    const resolving = settings(servicenow, { ...config, atAllClear: 'resolve' });
    expect(json(updateIncident(resolving, notice({ kind: 'all-clear' }), 'abc'))).toMatchObject({
      state: '6',
      close_code: 'Solution provided',
    });
    expect(json(updateIncident(resolving, notice({ kind: 'update' }), 'abc'))).not.toHaveProperty('state');
  });
  test('a conversation cannot become a condition of the query, and limits hold', () => {
    const odd = notice({ conversation: 'x^ORactive=true' });
    expect(new URL(findIncident(config, odd).url).searchParams.get('sysparm_query')).toMatch(
      /^correlation_id=watchfloor:[0-9a-f]{32}\^active=true\^ORDERBYDESCsys_created_on$/,
    );
    const body = json(createIncident(config, flood));
    expect(body.short_description.length).toBeLessThanOrEqual(160);
    expect(body.description.length).toBeLessThanOrEqual(4_000);
    expect(body.work_notes.length).toBeLessThanOrEqual(4_000);
  });
});

describe('jira', () => {
  const config = settings(jira, {
    base: 'https://noc.example.net',
    user: 'noc@example.net',
    token: 'tok',
    project: 'OPS',
  });
  test('finds by label, creates with a document, comments afterwards', () => {
    const create = createIssue(config, notice());
    const [, , label] = json(create).fields.labels;
    expect(label).toMatch(/^watchfloor-[0-9a-f]{32}$/);
    expect(findIssue(config, notice())).toMatchObject({
      url: 'https://noc.example.net/rest/api/3/search/jql',
      json: {
        jql: `project = "OPS" AND labels = "${label}" AND statusCategory != Done ORDER BY created DESC`,
        maxResults: 1,
      },
    });
    expect(json(create).fields).toMatchObject({
      project: { key: 'OPS' },
      issuetype: { name: 'Task' },
      summary: 'sw-core-1 is down',
      labels: ['watchfloor', 'sev2', label],
      description: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'sw-core-1 (Bern): no answer to 5 pings, since 02:59.' },
              { type: 'hardBreak' },
              { type: 'text', text: 'Held back behind it: 300.' },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', marks: [{ type: 'link' }] }] },
        ],
      },
    });
    expect(commentIssue(config, notice(), 'OPS-7')).toMatchObject({
      url: 'https://noc.example.net/rest/api/3/issue/OPS-7/comment',
      json: { body: { type: 'doc' } },
    });
  });
  test('a summary is one line of at most 255 characters, and no text node is empty', () => {
    const { fields } = json(createIssue(config, { ...flood, title: 'a\nb', text: '\n\n\n one\n\n\ntwo\n' }));
    expect(fields.summary).toBe('a b');
    expect(JSON.stringify(fields.description)).not.toContain('"text":""');
    expect(json(createIssue(config, flood)).fields.summary.length).toBeLessThanOrEqual(255);
    expect(JSON.stringify(json(createIssue(config, flood)).fields.description).length).toBeLessThan(32_767);
  });
});

describe('webhook', () => {
  test('is the notice in the promised shape, with key and time', () => {
    const message = webhookMessage(
      settings(webhook, { url: 'http://127.0.0.1:1/in' }),
      notice(),
      'key-1',
      THREE_AT_NIGHT,
    );
    expect(json(message)).toEqual({
      version: 1,
      source: 'watchfloor',
      idempotencyKey: 'key-1',
      id: 'notice-1',
      at: '2027-03-04T03:00:00.000Z',
      kind: 'problem',
      severity: 2,
      conversation: 'conversation-1',
      title: 'sw-core-1 is down',
      text: expect.any(String),
      items: [{ ...noticeItem(), since: '2027-03-04T02:59:00.000Z' }],
      itemsLeftOut: 0,
      heldBehind: 300,
      links: notice().links,
    });
    expect(message.headers).toEqual({ 'idempotency-key': 'key-1', 'watchfloor-timestamp': '1804129200' });
  });
  test('two thousand problems are five hundred and a number', () => {
    const message = webhookMessage(settings(webhook, { url: 'http://127.0.0.1:1/in' }), flood, 'key-1', THREE_AT_NIGHT);
    expect(json(message).items).toHaveLength(500);
    expect(json(message).itemsLeftOut).toBe(1_500);
  });
});
