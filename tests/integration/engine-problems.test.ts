// Checks and problems over the whole engine: spec monitoring, rules 1 to 6 and "Handling".
import { expect, test } from 'vitest';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';

test('the third failure opens a problem dated from the first, and people are told once', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.run(MINUTE);
  floor.say('web1', 'http', { status: 'critical', summary: 'HTTP 500' });
  await floor.run(MINUTE);
  const bad = floor.runner.runs.filter((run) => run.check === 'http' && run.at > floor.clock.now() - MINUTE);
  expect(floor.state('web1', 'http')).toMatchObject({ status: 'critical', type: 'hard', attempt: 3 });
  expect(floor.problem('web1', 'http')).toMatchObject({ status: 'critical', held: null, openedAt: bad[0]?.at });
  await floor.run(10 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem']);
});
