// Channels and routes: entered, changed, refused and removed, on the record; secrets as safe as those of checks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { PolicyId, RouteId } from '../../electron/contract/model/ids.ts';
import { route } from '../../electron/contract/model/notice.ts';
import { defineNotifier } from '../../electron/engine/notifiers/notifier.ts';
import { ADA, alertOf, openNotifying } from '../support/notifying-floor.ts';

const NEEDLE = 'xoxb-needle-7d1f';
const draft = (name: string, config = {}) => ({
  channelId: null,
  channel: { name, kind: 'scripted', config: { to: name, ...config }, enabled: true, title: '', text: '' },
});
const usual = (kind: string) =>
  defineNotifier({
    kind,
    title: kind,
    about: kind,
    config: z.strictObject({}),
    timeoutMs: 1_000,
    deliver: async () => 'ok',
  });

test('a channel is added, changed and removed on the record, by field names and never by values', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail', { config: { to: 'mail', token: NEEDLE } });
  const { id, ...same } = mail;
  await floor.channels.putChannel({ channelId: id, channel: { ...same, name: 'Mail', enabled: false } }, ADA);
  await floor.channels.putChannel({ channelId: id, channel: { ...same, name: 'Mail', enabled: false } }, ADA);
  floor.channels.removeChannel(id, ADA);
  expect(floor.journal('alerting').map(({ text, actor }) => [text, actor])).toEqual([
    ['Channel mail added', ADA],
    ['Channel Mail changed: name, enabled', ADA],
    ['Channel Mail removed', ADA],
  ]);
  expect(floor.channels.list()).toEqual([]);
});

test('a secret is sealed, lent to the test of its own channel, opened for a delivery, and removed with the channel', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail', { config: { to: 'mail', token: NEEDLE } });
  expect(mail.config).toEqual({ to: 'mail', token: { $secret: expect.any(String) } });
  expect((await floor.channels.open(mail)).config).toEqual({ to: 'mail', token: NEEDLE });
  const { id, ...same } = mail;
  expect((await floor.channels.openDraft({ channelId: id, channel: same })).config).toMatchObject({ token: NEEDLE });
  // Without its channel a reference is no key to anything.
  await expect(floor.channels.openDraft({ channelId: null, channel: same })).rejects.toMatchObject({
    data: { fields: [{ path: 'channel.config.token' }] },
  });
  const reference = (mail.config.token as { $secret: string }).$secret;
  expect(floor.store.secrets.get(reference)).not.toBeNull();
  for (const file of readdirSync(floor.folder)) {
    if (file.startsWith('watchfloor.db')) expect(readFileSync(join(floor.folder, file)).includes(NEEDLE)).toBe(false);
  }
  floor.channels.removeChannel(id, ADA);
  expect(floor.store.secrets.get(reference)).toBeNull();
});

test('refused with the field: a taken name, a bad config, an unknown kind, a broken template', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  const refusal = (path: string) => ({ data: { fields: [{ path, message: expect.any(String) }] } });
  await expect(floor.channels.putChannel(draft('MAIL'), ADA)).rejects.toMatchObject(refusal('channel.name'));
  await expect(floor.channels.putChannel(draft('b', { to: '' }), ADA)).rejects.toMatchObject(
    refusal('channel.config.to'),
  );
  const pigeon = { ...draft('c').channel, kind: 'pigeon' };
  await expect(floor.channels.putChannel({ channelId: null, channel: pigeon }, ADA)).rejects.toMatchObject(
    refusal('channel.kind'),
  );
  const broken = { ...draft('d').channel, title: '{{#items}}' };
  await expect(floor.channels.putChannel({ channelId: null, channel: broken }, ADA)).rejects.toMatchObject(
    refusal('channel.title'),
  );
  expect(floor.channels.list()).toHaveLength(1);
});

test('a channel that something names is not removed; the refusal says what names it', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail');
  floor.routes({ name: 'Nights' });
  floor.channels.alsoUsedBy((id) => (id === mail.id ? ['the person Ada'] : []));
  expect(() => floor.channels.removeChannel(mail.id, ADA)).toThrow(
    '"mail" is named by the route "Nights", the person Ada: take it out there first',
  );
});

test('routes name only what is there; a refusal says which one and where', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail');
  const one = (id: string, more = {}) => route.parse({ id, name: id, ...more });
  const put =
    (...routes: ReturnType<typeof one>[]) =>
    () =>
      floor.channels.putRoutes(routes, ADA);
  const paths = (act: () => unknown): string[] => {
    try {
      act();
    } catch (error) {
      return (error as { data: { fields: { path: string }[] } }).data.fields.map(({ path }) => path);
    }
    return [];
  };
  expect(paths(put(one('a'), one('b', { channelIds: [mail.id, 'gone'] })))).toEqual(['routes.1.channelIds.1']);
  expect(paths(put(one('a', { policyId: 'gone' as PolicyId })))).toEqual(['routes.0.policyId']);
  expect(paths(put(one('a'), one('a')))).toEqual(['routes.1.id', 'routes.1.name']);
  expect(floor.channels.routes()).toEqual([]);
  put(one('a'), one('b'))();
  put(one('b'), one('a', { goOn: true }))();
  put(one('b'))();
  expect(
    floor
      .journal('alerting')
      .slice(1)
      .map(({ text }) => text),
  ).toEqual([
    'Routes changed: added "a", added "b"',
    'Routes changed: changed "a" (goOn), order',
    'Routes changed: removed "a"',
  ]);
});

test('the first start sets up a notification and a sound for everything; removed, they stay removed', async () => {
  const floor = await openNotifying({ kinds: [usual('desktop'), usual('sound')] });
  expect(floor.channels.list().map(({ name, kind }) => [name, kind])).toEqual([
    ['Desktop', 'desktop'],
    ['Sound', 'sound'],
  ]);
  expect(floor.channels.routes()).toMatchObject([
    { name: 'Everything', channelIds: floor.channels.list().map(({ id }) => id), groupBy: 'cause' },
  ]);
  floor.channels.putRoutes([], ADA);
  for (const { id } of floor.channels.list()) floor.channels.removeChannel(id, ADA);
  await floor.restart();
  expect([floor.channels.list(), floor.channels.routes()]).toEqual([[], []]);
});

test('whoever set up channels of his own first is given none', async () => {
  const floor = await openNotifying();
  const mail = await floor.channel('mail');
  floor.channels.removeChannel(mail.id, ADA);
  await floor.restart();
  expect(floor.channels.list()).toEqual([]);
});

test('a test goes out once, past the queue, as the form has it, and is on the record', async () => {
  const floor = await openNotifying();
  const form = { ...draft('mail').channel, title: '{{host}} is {{state}}' };
  const result = await floor.notifying.testChannel({ channelId: null, channel: form }, ADA);
  expect(result).toMatchObject({ ok: true, answer: 'ok', title: 'TEST: ams1-core-sw01 is DOWN' });
  expect(result.text).toContain('This is a test of Watchfloor. Nothing is wrong');
  floor.behave('mail', async () => {
    throw new Error('535 wrong password');
  });
  expect(await floor.notifying.testChannel({ channelId: null, channel: form }, ADA)).toMatchObject({
    ok: false,
    answer: '535 wrong password',
  });
  expect(floor.sent.map(({ notice }) => notice.kind)).toEqual(['test', 'test']);
  expect(floor.notifying.health()).toMatchObject({ queued: 0, dead: 0 });
  expect(floor.journal('alerting').map(({ text }) => text)).toEqual([
    'Channel mail tested: delivered: ok',
    'Channel mail tested: not delivered: 535 wrong password',
  ]);
});

test('an alert that no route takes is on the record once', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ severities: [1] });
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now(), severity: 3 }));
  await floor.restart();
  await floor.run(60_000);
  expect(floor.sent).toEqual([]);
  expect(floor.journal('delivery').map(({ text }) => text)).toEqual([
    'web1: no route takes this alert (SEV3); nobody was told',
  ]);
});

test('a problem that waits in a route that is taken away finds another; an all-clear reaches whoever was told', async () => {
  const floor = await openNotifying();
  const [mail, pager] = [await floor.channel('mail'), await floor.channel('pager')];
  floor.routes({ id: 'old' as RouteId, channelIds: [mail.id] });
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  floor.routes({ id: 'new' as RouteId, channelIds: [pager.id] });
  await floor.run(61_000);
  expect(floor.sent.map(({ channel, notice }) => [channel, notice.title])).toEqual([['pager', 'DOWN web1 (SEV2)']]);
  floor.routes({ id: 'third' as RouteId, channelIds: [mail.id] });
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now() }));
  expect(floor.sent.map(({ channel, notice }) => [channel, notice.title]).at(-1)).toEqual(['pager', 'ALL CLEAR web1']);
  expect(floor.sent).toHaveLength(2);
});
