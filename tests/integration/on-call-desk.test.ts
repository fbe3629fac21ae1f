// People, rotas and policies as operators keep them: on a whole engine.
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { ChannelId, PersonId, PolicyId, ScheduleId } from '../../electron/contract/model/ids.ts';
import type { OnCallWorld, ScheduleDraft } from '../../electron/contract/model/on-call.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const id = <Id>(text: string): Id => text as Id;

const network = (more: Partial<ScheduleDraft> = {}): ScheduleDraft => ({
  id: id<ScheduleId>('net'),
  name: 'Network',
  zone: 'Europe/Berlin',
  layers: [
    {
      name: 'All',
      people: [id<PersonId>('ada'), id<PersonId>('ben')],
      handover: { every: 'day', at: '08:00' },
      startsOn: '2026-01-01',
    },
  ],
  ...more,
});

async function staffed(): Promise<Floor> {
  const floor = await openFloor();
  for (const name of ['Ada', 'Ben']) {
    await floor.client.onCall.putPerson({ id: id<PersonId>(name.toLowerCase()), name, phone: `+31 20 ${name}` });
  }
  await floor.client.onCall.putSchedule(network());
  return floor;
}

const said = async (floor: Floor): Promise<readonly string[]> =>
  (await floor.journal('on-call')).map(({ text }) => text);

test('the floor knows who has it, and hears of the hand-over when it happens', async () => {
  const floor = await staffed();
  const pushes: OnCallWorld[] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const message of floor.engine.feed.subscribe(stop.signal)) {
      if (message.type === 'push')
        for (const event of message.events) if (event.type === 'on-call') pushes.push(event.onCall);
    }
  })();
  // 02:00 UTC is 03:00 in Berlin; at eight there it is 07:00 UTC.
  const [before] = await floor.client.onCall.who({});
  expect(before?.until).toBe(Date.UTC(2026, 10, 20, 7));
  await floor.run(5 * HOUR - 1);
  expect(pushes).toEqual([]);
  await floor.run(1);
  expect(pushes).toHaveLength(1);
  expect(pushes[0]?.now[0]?.person?.name).toBe(before?.next?.name);
  const [after] = await floor.client.onCall.who({});
  expect(after?.person?.name).toBe(before?.next?.name);
  // And at any other time.
  const [yesterday] = await floor.client.onCall.who({ at: Date.UTC(2026, 10, 19, 12) });
  expect(yesterday?.person?.name).toBe(before?.person?.name);
  stop.abort();
  await listening;
});

test('everything stays over a restart, and every change is on record with its operator', async () => {
  const floor = await staffed();
  const swap = {
    id: 'o1',
    person: id<PersonId>('ben'),
    from: Date.UTC(2026, 10, 21, 7),
    to: Date.UTC(2026, 10, 21, 12),
    reason: 'dentist',
  };
  await floor.client.onCall.putSchedule(network({ overrides: [swap] }));
  await floor.client.onCall.putSchedule(network({ overrides: [swap] }));
  await floor.client.onCall.putSchedule(network());
  await floor.client.onCall.putPerson({ id: id<PersonId>('ada'), name: 'Ada', phone: '+31 20 999' });
  expect(await said(floor)).toEqual([
    'Person "Ada" added',
    'Person "Ben" added',
    'Rota "Network" added',
    'Rota "Network" changed: override: Ben from 2026-11-21T07:00Z to 2026-11-21T12:00Z (dentist)',
    'Rota "Network" changed: override taken back: Ben from 2026-11-21T07:00Z to 2026-11-21T12:00Z (dentist)',
    'Person "Ada" changed',
  ]);
  const entries = await floor.journal('on-call');
  expect(entries.every(({ actor }) => actor.type === 'operator' && actor.name === 'ada')).toBe(true);
  // A telephone number must be forgettable, and the journal forgets nothing.
  expect(JSON.stringify(entries)).not.toContain('+31');
  await floor.restart(MINUTE);
  const now = await floor.client.onCall.who({});
  expect(now[0]?.schedule).toBe('Network');
  await floor.expectChain();
});

describe('what is refused', () => {
  test('unknown people, rotas and channels, each with its place; names that are taken', async () => {
    const { client } = await staffed();
    const layers = [{ ...network().layers[0], people: [id<PersonId>('ada'), id<PersonId>('zoe')] }];
    await expect(client.onCall.putSchedule(network({ layers: layers as never }))).rejects.toThrow(
      /layers\.0\.people\.1/,
    );
    const overrides = [{ id: 'o', person: id<PersonId>('zoe'), from: 1, to: 2 }];
    await expect(client.onCall.putSchedule(network({ overrides }))).rejects.toThrow(/overrides\.0\.person/);
    await expect(client.onCall.putSchedule(network({ id: id<ScheduleId>('other'), name: 'NETWORK' }))).rejects.toThrow(
      /name:/,
    );
    const lost = { id: id<PersonId>('cy'), name: 'Cy', channelIds: [id<ChannelId>('none')] };
    await expect(client.onCall.putPerson(lost)).rejects.toThrow(/channelIds\.0/);
    const targets = [{ type: 'schedule' as const, scheduleId: id<ScheduleId>('none') }];
    const policy = { id: id<PolicyId>('p'), name: 'P', steps: [{ delayMs: 0, targets }] };
    await expect(client.onCall.putPolicy(policy)).rejects.toThrow(/steps\.0\.targets\.0\.scheduleId/);
    await expect(client.onCall.calendar({ schedule: id<ScheduleId>('net'), from: 5, to: 5 })).rejects.toThrow(
      /later than from/,
    );
    await expect(client.onCall.calendar({ schedule: id<ScheduleId>('net'), from: 0, to: 900 * DAY })).rejects.toThrow(
      /800 days/,
    );
  });

  test('to remove what is named by others, until it is not', async () => {
    const floor = await staffed();
    const { client } = floor;
    const targets = [{ type: 'schedule' as const, scheduleId: id<ScheduleId>('net') }];
    await client.onCall.putPolicy({ id: id<PolicyId>('p'), name: 'Night', steps: [{ delayMs: 0, targets }] });
    await client.alerts.putRoutes({ routes: [{ id: id('r'), name: 'All', policyId: id<PolicyId>('p') }] });
    await expect(client.onCall.removePerson({ personId: id<PersonId>('ada') })).rejects.toThrow(/rota "Network"/);
    await expect(client.onCall.removeSchedule({ scheduleId: id<ScheduleId>('net') })).rejects.toThrow(/policy "Night"/);
    await expect(client.onCall.removePolicy({ policyId: id<PolicyId>('p') })).rejects.toThrow(/route "All"/);
    await client.alerts.putRoutes({ routes: [] });
    await client.onCall.removePolicy({ policyId: id<PolicyId>('p') });
    await client.onCall.removeSchedule({ scheduleId: id<ScheduleId>('net') });
    await client.onCall.removePerson({ personId: id<PersonId>('ada') });
    await expect(client.onCall.removePerson({ personId: id<PersonId>('ada') })).rejects.toThrow(/no such person/);
    expect((await said(floor)).slice(-3)).toEqual([
      'Escalation policy "Night" removed',
      'Rota "Network" removed',
      'Person "Ada" removed',
    ]);
  });

  test('a channel that a person is told by', async () => {
    const { client } = await staffed();
    const channel = await client.alerts.putChannel({
      channel: { name: 'Hook', kind: 'webhook', config: { url: 'http://127.0.0.1:9/' } },
    });
    await client.onCall.putPerson({ id: id<PersonId>('ada'), name: 'Ada', channelIds: [channel.id] });
    await expect(client.alerts.removeChannel({ channelId: channel.id })).rejects.toThrow(/person "Ada"/);
  });
});

describe('as iCalendar', () => {
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const turns = (text: string) =>
    eventsOf(text).map(({ uid, summary, startDate, endDate }) => ({
      uid,
      summary,
      from: startDate.toJSDate().getTime(),
      to: endDate.toJSDate().getTime(),
      zone: startDate.zone.tzid,
    }));

  test('every turn of the next days, in UTC, as the calendar has it', async () => {
    const { client, clock } = await staffed();
    const { name, text } = await client.onCall.ical({ scheduleId: id<ScheduleId>('net'), days: 10 });
    expect(name).toBe('on-call-network.ics');
    const spans = await client.onCall.calendar({
      schedule: id<ScheduleId>('net'),
      from: clock.now() - DAY,
      to: clock.now() + 10 * DAY,
    });
    const wanted = spans.filter(({ to }) => to > clock.now()).map(({ from, to }) => ({ from, to, zone: 'UTC' }));
    expect(turns(text)).toMatchObject(wanted);
    expect(turns(text)[0]?.summary).toMatch(/^(Ada|Ben): on call, Network$/);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  test('a turn keeps its UID from one export to the next, also when somebody else takes it', async () => {
    const { client, run } = await staffed();
    const asked = { scheduleId: id<ScheduleId>('net'), days: 5 };
    const first = turns((await client.onCall.ical(asked)).text);
    await run(26 * HOUR);
    const later = turns((await client.onCall.ical(asked)).text);
    const known = new Map(first.map((turn) => [turn.from, turn.uid]));
    const again = later.filter(({ from, to }) => known.has(from) && first.some((turn) => turn.to === to));
    expect(again.length).toBeGreaterThanOrEqual(3);
    for (const turn of again) expect(turn.uid).toBe(known.get(turn.from));
    expect(new Set(later.map(({ uid }) => uid)).size).toBe(later.length);
  });

  test('one person’s turns alone; names cannot break out of their line', async () => {
    const { client } = await staffed();
    await client.onCall.putPerson({ id: id<PersonId>('ada'), name: 'Ada; "A", X\\nBEGIN:VEVENT' });
    const { text } = await client.onCall.ical({
      scheduleId: id<ScheduleId>('net'),
      personId: id<PersonId>('ada'),
      days: 9,
    });
    const mine = turns(text);
    expect(mine.length).toBeGreaterThanOrEqual(4);
    for (const turn of mine) expect(turn.summary).toBe('Ada; "A", X\\nBEGIN:VEVENT: on call, Network');
  });
});
