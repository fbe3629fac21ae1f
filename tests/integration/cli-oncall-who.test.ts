// `watchfloor oncall`, beside a running engine and without one.
import { expect, test } from 'vitest';
import type { PersonId, ScheduleId } from '../../electron/contract/model/ids.ts';
import { cli } from '../support/cli.ts';
import { type Floor, openFloor } from '../support/floor.ts';

async function staffed(startsOn = '2026-01-01'): Promise<Floor> {
  const floor = await openFloor();
  for (const name of ['Ada', 'Ben']) {
    const person = {
      id: name.toLowerCase() as PersonId,
      name,
      phone: `+31 20 ${name}`,
      email: `${name.toLowerCase()}@example.org`,
    };
    await floor.client.onCall.putPerson(person);
  }
  const people = ['ada' as PersonId, 'ben' as PersonId];
  await floor.client.onCall.putSchedule({
    id: 'net' as ScheduleId,
    name: 'Network',
    zone: 'Europe/Berlin',
    layers: [{ name: 'All', people, handover: { every: 'week', days: [1], at: '08:00' }, startsOn }],
  });
  return floor;
}

const oncall = ({ folder, clock }: Floor, ...args: readonly string[]) =>
  cli(['oncall', ...args, '--data', folder], { clock });

test('who has it now, beside a running engine', async () => {
  const floor = await staffed();
  const { status, out } = await oncall(floor, 'who', '--json');
  const [now] = await floor.client.onCall.who({});
  expect(JSON.parse(out)).toEqual({
    at: '2026-11-20T02:00:00Z',
    on_call: [
      {
        schedule: 'Network',
        person: { name: now?.person?.name, email: now?.person?.email, phone: now?.person?.phone },
        since: '2026-11-16T07:00:00Z',
        until: '2026-11-23T07:00:00Z',
        next: now?.next?.name,
      },
    ],
  });
  expect(status).toBe(0);
  const table = await oncall(floor, 'who');
  expect(table.out).toMatch(/^ROTA +ON CALL +PHONE +E-MAIL +SINCE +UNTIL +THEN\nNetwork +(Ada|Ben) +\+31 20/);
});

test('at another time, and of one rota; a wrong name is told with the right ones', async () => {
  const floor = await staffed();
  await floor.stop();
  const { out } = await oncall(floor, 'who', '--at', '2026-11-24T12:00:00+01:00', '--schedule', 'network', '--json');
  expect(JSON.parse(out)).toMatchObject({ at: '2026-11-24T11:00:00Z', on_call: [{ since: '2026-11-23T07:00:00Z' }] });
  const wrong = await oncall(floor, 'who', '--schedule', 'Netwrk');
  expect([wrong.status, wrong.err]).toEqual([2, 'there is no rota "Netwrk"; known are: Network\n']);
  expect((await oncall(floor, 'who', '--at', 'soon')).status).toBe(2);
});

test('a gap now: it says so, and ends with 1', async () => {
  const floor = await staffed('2026-12-07');
  const { status, out } = await oncall(floor, 'who', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(out).on_call).toEqual([
    { schedule: 'Network', person: null, since: null, until: '2026-12-07T07:00:00Z', next: 'Ada' },
  ]);
  expect((await oncall(floor, 'who')).out).toContain('NOBODY: a gap');
});

test('no rota at all is no gap', async () => {
  const floor = await openFloor();
  expect(await oncall(floor, 'who')).toMatchObject({ status: 0, out: 'There is no rota.\n' });
});

test('the calendar leaves no hole, and ends with 1 where there is a gap', async () => {
  const floor = await staffed('2026-12-07');
  const period = ['--from', '2026-12-01T00:00:00Z', '--to', '2026-12-22T00:00:00Z'];
  const { status, out } = await oncall(floor, 'calendar', ...period, '--json');
  expect(status).toBe(1);
  expect(JSON.parse(out).schedules).toEqual([
    {
      schedule: 'Network',
      zone: 'Europe/Berlin',
      spans: [
        { from: '2026-12-01T00:00:00Z', to: '2026-12-07T07:00:00Z', person: null, by: null },
        { from: '2026-12-07T07:00:00Z', to: '2026-12-14T07:00:00Z', person: 'Ada', by: 'All' },
        { from: '2026-12-14T07:00:00Z', to: '2026-12-21T07:00:00Z', person: 'Ben', by: 'All' },
        { from: '2026-12-21T07:00:00Z', to: '2026-12-22T00:00:00Z', person: 'Ada', by: 'All' },
      ],
    },
  ]);
  expect(
    (await oncall(floor, 'calendar', '--from', '2026-12-08T00:00:00Z', '--to', '2026-12-09T00:00:00Z')).status,
  ).toBe(0);
  expect((await oncall(floor, 'calendar', '--from', '2026-12-08', '--to', '2026-12-01')).status).toBe(2);
});

test('a rota for other calendars; a folder without data ends with 3', async () => {
  const floor = await staffed();
  const { status, out } = await oncall(floor, 'ical', 'Network', '--person', 'ben', '--days', '30');
  expect(status).toBe(0);
  expect(out).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(out.match(/SUMMARY:Ben: on call/g)?.length).toBeGreaterThanOrEqual(2);
  expect(out).not.toContain('SUMMARY:Ada');
  expect((await oncall(floor, 'ical', 'Network', '--days', '0')).status).toBe(2);
  expect((await cli(['oncall', 'who', '--data', `${floor.folder}/none`])).status).toBe(3);
});
