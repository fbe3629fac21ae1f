// What chats and phones are sent, against the field names and limits each service publishes.
import { describe, expect, test } from 'vitest';
import { discordMessage } from '../../electron/engine/notifiers/discord.ts';
import { ntfy, ntfyMessage } from '../../electron/engine/notifiers/ntfy.ts';
import { slackMessage } from '../../electron/engine/notifiers/slack.ts';
import { teamsMessage } from '../../electron/engine/notifiers/teams.ts';
import { flood, json, LONG, notice, settings, whole } from '../support/notices.ts';

describe('slack', () => {
  test('title and text are plain text, so that a host mentions nobody', () => {
    const body = json(
      slackMessage('https://h.example/s', notice({ title: 'web <!channel> & *b*', text: '<@U1> `x`' })),
    );
    expect(body.text).toBe('SEV2: web &lt;!channel&gt; &amp; *b*');
    expect(body.attachments[0].blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'web <!channel> & *b*', emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: '<@U1> `x`', emoji: false } },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: '<https://watch.example.org/problems/problem-1|Open in Watchfloor>' }],
      },
    ]);
    expect(body.attachments[0].color).toBe('#e0612a');
    expect(body.unfurl_links).toBe(false);
  });
  test('keeps to 150 characters of header and 3,000 of section', () => {
    const [header, section] = json(slackMessage('https://h.example/s', flood)).attachments[0].blocks;
    expect(header.text.text.length).toBeLessThanOrEqual(150);
    expect(section.text.text.length).toBeLessThanOrEqual(3_000);
    expect(section.text.text.length).toBeGreaterThan(2_990);
    expect([header, section].every((block) => whole(block.text.text))).toBe(true);
  });
  test('without text there is no empty section, which Slack would refuse', () => {
    const blocks = json(slackMessage('https://h.example/s', notice({ text: ' ', links: [] }))).attachments[0].blocks;
    expect(blocks.map((block: { type: string }) => block.type)).toEqual(['header']);
  });
});

describe('teams', () => {
  test('is a message with one adaptive card, escaped for its Markdown', () => {
    const body = json(teamsMessage('https://h.example/t', notice({ title: 'web_1 [x](y)', text: 'one\ntwo' })));
    expect(body).toMatchObject({ type: 'message' });
    const [{ contentType, content }] = body.attachments;
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
    expect(content.body.map((block: { text: string }) => block.text)).toEqual([
      'SEV2',
      'web\\_1 \\[x\\](y)',
      'one\n\ntwo',
    ]);
    expect(content.body[0].color).toBe('Attention');
    expect(content.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Open in Watchfloor', url: 'https://watch.example.org/problems/problem-1' },
    ]);
  });
  test('stays below 28 KB however much there is to say, also when all of it is escaped', () => {
    for (const text of [LONG, '*'.repeat(100_000), '\u0001'.repeat(50_000)]) {
      const size = Buffer.byteLength(JSON.stringify(json(teamsMessage('https://h.example/t', { ...flood, text }))));
      expect(size).toBeLessThan(21_000);
      expect(size).toBeGreaterThan(10_000);
    }
  });
  test('all clear is green', () => {
    const { content } = json(teamsMessage('https://h.example/t', notice({ kind: 'all-clear' }))).attachments[0];
    expect(content.body[0]).toMatchObject({ text: 'All clear', color: 'Good' });
  });
});

describe('discord', () => {
  const url = 'https://discord.example/api/webhooks/1/token?thread_id=5';
  test('waits for the answer, mentions nobody and keeps the thread', () => {
    const message = discordMessage(url, notice({ title: '@everyone web_1' }));
    expect(message.url).toBe(`${url}&wait=true`);
    expect(json(message)).toMatchObject({
      content: 'SEV2: @everyone web\\_1',
      allowed_mentions: { parse: [] },
      embeds: [{ title: '@everyone web_1', color: 0xe0612a, timestamp: '2027-03-04T03:00:00.000Z' }],
    });
  });
  test('keeps to 2,000, 256 and 4,096 characters after escaping', () => {
    for (const text of [LONG, '_'.repeat(9_000)]) {
      const body = json(discordMessage(url, { ...flood, title: text, text }));
      expect(body.content.length).toBeLessThanOrEqual(2_000);
      expect(body.embeds[0].title.length).toBeLessThanOrEqual(256);
      expect(body.embeds[0].description.length).toBeLessThanOrEqual(4_096);
      expect(body.embeds[0].description.length).toBeGreaterThan(4_090);
      expect(whole(body.embeds[0].description)).toBe(true);
    }
  });
});

describe('ntfy', () => {
  const config = settings(ntfy, { base: 'http://127.0.0.1:1', topic: 'noc-7431', token: 'tk_1' });
  test('SEV1 rings through, an all-clear wakes nobody', () => {
    expect(ntfyMessage(config, notice({ severity: 1 }))).toMatchObject({
      url: 'http://127.0.0.1:1/',
      headers: { authorization: 'Bearer tk_1' },
      json: {
        topic: 'noc-7431',
        title: 'sw-core-1 is down',
        priority: 5,
        tags: ['rotating_light'],
        click: 'https://watch.example.org/problems/problem-1',
      },
    });
    expect(json(ntfyMessage(config, notice({ kind: 'all-clear', severity: 1 })))).toMatchObject({ priority: 3 });
  });
  test('keeps to 4,096 bytes of message', () => {
    const { message } = json(ntfyMessage(config, flood));
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(message)).toBeGreaterThan(4_085);
    expect(whole(message)).toBe(true);
  });
});
