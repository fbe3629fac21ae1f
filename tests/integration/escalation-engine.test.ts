// Escalation on the whole engine: real problems, routes, notices and deliveries; only the other end is closed.
import { expect, test } from 'vitest';
import type { PersonId, PolicyId, ScheduleId } from '../../electron/contract/model/ids.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';

const down = { status: 'critical', summary: 'no answer in 5 s' } as const;

/** Ada by her channel, on call for ever; her policy on the route that takes everything. */
async function equip({ client }: Floor): Promise<void> {
  const { id } = await client.alerts.putChannel({
    channel: { name: 'Ada', kind: 'webhook', config: { url: 'http://127.0.0.1:9/' } },
  });
  await client.onCall.putPerson({ id: 'ada' as PersonId, name: 'Ada', channelIds: [id] });
  await client.onCall.putSchedule({
    id: 'net' as ScheduleId,
    name: 'Network',
    zone: 'Europe/Berlin',
    layers: [
      { name: 'All', people: ['ada' as PersonId], handover: { every: 'day', at: '08:00' }, startsOn: '2026-01-01' },
    ],
  });
  await client.onCall.putPolicy({
    id: 'night' as PolicyId,
    name: 'Night',
    steps: [{ delayMs: 5 * MINUTE, targets: [{ type: 'schedule', scheduleId: 'net' as ScheduleId }] }],
    repeat: 1,
  });
  await client.alerts.putRoutes({
    routes: [{ id: 'all' as never, name: 'All', channelIds: [], policyId: 'night' as PolicyId }],
  });
}

const escalations = async ({ client }: Floor) =>
  (await client.alerts.deliveries({ limit: 100 })).filter(({ kind }) => kind === 'escalation');

test('a problem nobody takes climbs; the message has what the one who is woken needs', async () => {
  const floor = await openFloor();
  await floor.watch('web1', {
    checks: [{ name: 'http' }],
    host: { links: [{ title: 'Rack', url: 'https://ada:s3cret@racks.example.org/4' }] },
  });
  await equip(floor);
  floor.say('web1', 'http', down);
  await floor.seen('web1', 'http', 4);
  expect(floor.problem('web1', 'http')?.toldAt).not.toBeNull();
  await floor.run(6 * MINUTE);
  const [sent] = await escalations(floor);
  expect(sent).toMatchObject({ channel: 'Ada', severity: 2 });
  const { notice } = await floor.client.alerts.delivery({ deliveryId: sent?.id ?? '' });
  expect(notice.title).toMatch(/^SEV2 web1 http critical, \d+ min: nobody has it \(step 1 of 2\)$/);
  expect(notice.text).toContain('no answer in 5 s');
  expect(notice.text).toContain('Rack: https://racks.example.org/4');
  expect(notice.text).not.toContain('s3cret');
  expect(notice.conversation).not.toBe('');
  await floor.acknowledge('web1', 'http');
  await floor.run(30 * MINUTE);
  expect(await escalations(floor)).toHaveLength(1);
  await floor.expectChain();
});

test('a restart between two steps: the second one comes, the first one not again', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await equip(floor);
  floor.say('web1', 'http', down);
  await floor.seen('web1', 'http', 4);
  await floor.run(6 * MINUTE);
  expect(await escalations(floor)).toHaveLength(1);
  await floor.restart(10 * MINUTE);
  await floor.run(2 * MINUTE);
  expect(await escalations(floor)).toHaveLength(2);
  await floor.run(60 * MINUTE);
  expect(await escalations(floor)).toHaveLength(2);
  const said = (await floor.journal('escalation')).map(({ text }) => text.replace(/^Escalation of "[^"]*" /, ''));
  expect(said.filter((text) => text.startsWith('step'))).toEqual([
    'step 1 of 2: told Ada (rota "Network")',
    'step 2 of 2: told Ada (rota "Network")',
  ]);
});

test('repaired before the first step: nobody is woken', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await equip(floor);
  floor.say('web1', 'http', down);
  await floor.seen('web1', 'http', 4);
  floor.say('web1', 'http', 'ok');
  await floor.seen('web1', 'http', 2);
  await floor.run(30 * MINUTE);
  expect(await escalations(floor)).toEqual([]);
});

test('by hand: on record with the operator, and nothing of a config or of notes in the message', async () => {
  const floor = await openFloor();
  await floor.watch('web1', {
    checks: [{ name: 'login', kind: 'tcp', config: { port: 23, send: 'canary-config' } }],
    host: { notes: 'canary-notes' },
  });
  await equip(floor);
  floor.say('web1', 'login', down);
  await floor.seen('web1', 'login', 4);
  await floor.run(MINUTE);
  await floor.acknowledge('web1', 'login');
  const input = {
    problemIds: [floor.problem('web1', 'login')?.id as never],
    note: 'the switch too',
    callBack: '+31 20 555',
  };
  await expect(floor.client.onCall.escalate(input)).resolves.toEqual({ told: ['Ada (rota "Network")'] });
  const [sent] = await escalations(floor);
  const { notice } = await floor.client.alerts.delivery({ deliveryId: sent?.id ?? '' });
  expect(notice.text).toContain('In hand: ada (escalation, step 1 of 2).');
  expect(notice.text).toContain('Call back: +31 20 555');
  expect(notice.text).toMatch(/What was tried:\n- .* ada: web1 login acknowledged: looking at it/);
  expect(JSON.stringify(notice)).not.toContain('canary');
  const entry = (await floor.journal('escalation')).at(-1);
  expect(entry).toMatchObject({ actor: { type: 'operator', name: 'ada' }, hostId: floor.host('web1').id });
});
