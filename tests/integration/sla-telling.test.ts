// Who is told of a clock, when, and in which words: routes as of an alert, quiet hours and hours of routes kept, nobody twice,
// and an end for those who opened something at the other end.
import { beforeEach, expect, it } from 'vitest';
import { host as hostSchema } from '../../electron/contract/model/host.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import { ADA } from '../support/notifying-floor.ts';
import { HOUR, MINUTE } from '../unit/sla-makers.ts';
import { openSla, type SlaFloor } from './sla-floor.ts';

let floor: SlaFloor;
beforeEach(async () => {
  floor = await openSla();
  // The new folder's own desktop and sound have nobody here.
  for (const { id, name } of floor.channels.list()) {
    floor.channels.putRoutes([], ADA);
    if (name !== '') floor.channels.removeChannel(id, ADA);
  }
  await floor.channel('pager');
  await floor.channel('mail');
  floor.promise(2, { resolveMs: null, updateMs: null });
});

const idOf = (name: string) => floor.channels.list().find((channel) => channel.name === name)?.id ?? ('' as never);
const told = (): readonly string[] => floor.sent.map(({ channel, notice }) => `${channel}: ${notice.title}`);

it('says what was promised, when it was due, who has it, and what to do', async () => {
  floor.open({
    roles: { lead: 'Ada', scribe: '', operator: '', liaison: '', next: '' },
    tickets: [{ system: 'Carrier', id: '4711', url: 'https://carrier.example/4711' }],
  });
  floor.routes({ channelIds: [idOf('pager')] });
  await floor.run(16 * MINUTE);
  expect(floor.sent.map(({ notice }) => notice)).toMatchObject([
    {
      id: 'sla:i-1:acknowledge:at-risk:900000',
      kind: 'incident',
      severity: 2,
      conversation: 'incident i-1',
      title: 'SLA AT RISK INC-2026-0001: acknowledge (SEV2)',
      text: [
        'INC-2026-0001: Payments fail',
        'Promised: acknowledge within 15 min. It is due 2026-11-20 02:15:00 UTC (03:15:00 Europe/Berlin).',
        'Ada has the lead. Open it and acknowledge it.',
      ].join('\n'),
      links: [{ title: 'Carrier 4711', url: 'https://carrier.example/4711' }],
    },
    {
      id: 'sla:i-1:acknowledge:missed:900000',
      title: 'SLA MISSED INC-2026-0001: acknowledge (SEV2)',
      text: [
        'INC-2026-0001: Payments fail',
        'Promised: acknowledge within 15 min. It was due 2026-11-20 02:15:00 UTC (03:15:00 Europe/Berlin).',
        'Ada has the lead. Open it and acknowledge it.',
      ].join('\n'),
    },
  ]);
  expect(floor.entries().at(-1)?.data.noticeId).toBe('sla:i-1:acknowledge:missed:900000');
});

it('asks for a note in words', async () => {
  floor.promise(2, { acknowledgeMs: null, updateMs: 20 * MINUTE });
  floor.open();
  await floor.run(21 * MINUTE);
  expect(
    floor.sent.filter(({ channel }) => channel === 'pager').map(({ notice }) => [notice.title, notice.text]),
  ).toEqual([
    [
      'NOTE DUE INC-2026-0001 (SEV2)',
      'INC-2026-0001: Payments fail\nThe last note is 15 min old; a note every 20 min is promised. It is due 2026-11-20 02:20:00 UTC (03:20:00 Europe/Berlin).\nNobody has the lead. Open it and write a note.',
    ],
    [
      'NOTE LATE INC-2026-0001 (SEV2)',
      'INC-2026-0001: Payments fail\nThe last note is 20 min old; a note every 20 min is promised. It was due 2026-11-20 02:20:00 UTC (03:20:00 Europe/Berlin).\nNobody has the lead. Open it and write a note.',
    ],
  ]);
});

it('goes where an alert of its hosts would go, and to every channel where no route fits', async () => {
  const hostId = 'h-1' as HostId;
  floor.world.putHost(
    hostSchema.parse({ id: hostId, name: 'web1', address: '127.0.0.1', site: 'ams', tags: ['shop'] }),
  );
  floor.routes(
    { sites: ['ams'], tags: ['shop'], channelIds: [idOf('mail')] },
    { sites: ['fra'], channelIds: [idOf('pager')] },
  );
  floor.open({ hostIds: [hostId] });
  await floor.run(12 * MINUTE);
  expect(told()).toEqual(['mail: SLA AT RISK INC-2026-0001: acknowledge (SEV2)']);
  floor.routes({ sites: ['fra'], channelIds: [idOf('pager')] });
  await floor.run(4 * MINUTE);
  expect(told().slice(1).toSorted()).toEqual([
    'mail: SLA MISSED INC-2026-0001: acknowledge (SEV2)',
    'pager: SLA MISSED INC-2026-0001: acknowledge (SEV2)',
  ]);
});

it('waits for the hours of its routes, and then tells how it stands by then, once', async () => {
  // It is Friday, 02:00 UTC.
  const hours = { zone: 'UTC', days: [5], from: '08:00', to: '18:00' };
  floor.routes({ hours, channelIds: [idOf('mail')] });
  floor.open();
  await floor.run(6 * HOUR - 1);
  expect(floor.events()).toEqual(['acknowledge started', 'acknowledge at risk', 'acknowledge missed']);
  expect(told()).toEqual([]);
  await floor.run(1);
  expect(told()).toEqual(['mail: SLA MISSED INC-2026-0001: acknowledge (SEV2)']);
  await floor.run(20 * HOUR);
  expect(told()).toHaveLength(1);
});

it('lets people sleep in quiet hours, and says nothing when it was done meanwhile', async () => {
  const before = floor.settings.get();
  const quiet = {
    name: 'Night',
    severities: [2 as const],
    tags: [],
    sites: [],
    zone: 'UTC',
    days: [5],
    from: '00:00',
    to: '06:00',
  };
  floor.settings.change({ ...before, alerting: { ...before.alerting, quietHours: [quiet] } }, ADA);
  floor.open();
  await floor.run(HOUR);
  expect(floor.events()).toContain('acknowledge missed');
  floor.moveTo('acknowledged');
  await floor.run(10 * HOUR);
  expect(told()).toEqual([]);
});

it('waits while it is paused, and is told when it goes on', async () => {
  floor.routes({ hours: { zone: 'UTC', days: [5], from: '02:20', to: '18:00' }, channelIds: [idOf('mail')] });
  floor.promise(2, { acknowledgeMs: HOUR });
  floor.open();
  // At risk at 02:45; on hold from 02:46 to 05:00.
  floor.routes({ hours: { zone: 'UTC', days: [5], from: '04:00', to: '18:00' }, channelIds: [idOf('mail')] });
  await floor.run(46 * MINUTE);
  floor.change((_, at) => ({ pauses: [{ from: at, to: null }] }));
  await floor.run(2 * HOUR + 14 * MINUTE);
  expect(told()).toEqual([]);
  floor.change(({ pauses }, at) => ({ pauses: pauses.map(({ from }) => ({ from, to: at })) }));
  await floor.run(0);
  expect(told()).toEqual(['mail: SLA AT RISK INC-2026-0001: acknowledge (SEV2)']);
});

it('tells those who were told that it is over, also when nobody could before a restart', async () => {
  floor.routes({ channelIds: [idOf('pager')] });
  floor.open();
  await floor.run(12 * MINUTE);
  floor.moveTo('acknowledged');
  await floor.run(0);
  expect(told()).toHaveLength(1);
  await floor.again(MINUTE);
  floor.moveTo('resolved');
  await floor.run(0);
  expect(told().slice(1)).toEqual(['pager: ALL CLEAR INC-2026-0001: resolved']);
  expect(floor.sent.map(({ notice }) => [notice.kind, notice.conversation])).toEqual([
    ['incident', 'incident i-1'],
    ['all-clear', 'incident i-1'],
  ]);
  floor.moveTo('closed');
  await floor.run(HOUR);
  expect(told()).toHaveLength(2);
});

it('tells nobody of what nobody was told of', async () => {
  floor.open();
  floor.moveTo('acknowledged');
  floor.moveTo('resolved');
  await floor.run(HOUR);
  expect(told()).toEqual([]);
});
