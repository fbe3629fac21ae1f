// The step that runs a check: once, or until it holds, by the clock that is handed in.
import { describe, expect, test } from 'vitest';
import type { Status } from '../../electron/contract/model/result.ts';
import { checkStep } from '../../electron/engine/steps/check.ts';
import type { ProbeRequest, WorkContext, WorkEnd } from '../../electron/engine/steps/step.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { stepView } from './step-makers.ts';

const ref = (path: string): string => `\${${path}}`;

function floor(statuses: readonly Status[], clock: TestClock = createTestClock()) {
  const asked: { readonly at: number; readonly request: ProbeRequest }[] = [];
  const said: string[] = [];
  const stop = new AbortController();
  const context = {
    signal: stop.signal,
    clock,
    view: stepView({ inputs: { host: 'web-1', port: 8443, path: '-x' } }),
    form: {},
    probe: async (request: ProbeRequest) => {
      asked.push({ at: clock.mono(), request });
      const status = statuses[Math.min(asked.length, statuses.length) - 1]!;
      const result = { checkId: 'c', at: 0, lateMs: 0, durationMs: 1, status, summary: `it is ${status}`, metrics: [] };
      return { result, hostId: null, name: 'web-1 disk' };
    },
    say: (text: string) => void said.push(text),
  } as unknown as WorkContext;
  const work = (text: object): Promise<WorkEnd> => {
    const body = checkStep.body.parse(text);
    return checkStep.work!(body, checkStep.tasks!(body, context.view).tasks[0]!, context);
  };
  return { work, asked, said, stop, clock, context };
}

test('once: what was expected came, or did not', async () => {
  expect(await floor(['critical']).work({ rerun: 'problem', expect: ['warning', 'critical'] })).toMatchObject({
    ok: true,
    reason: null,
    summary: 'web-1 disk: critical (it is critical)',
    outputs: { status: 'critical' },
  });
  expect(await floor(['critical']).work({ rerun: 'problem' })).toMatchObject({
    ok: false,
    reason: 'output',
    summary: 'web-1 disk: critical, expected ok (it is critical)',
  });
});

test('three times in a row, every 15 s, within 5 min: says how far it is, and begins anew after a bad one', async () => {
  const { work, asked, said, clock } = floor(['critical', 'ok', 'warning', 'ok', 'ok', 'ok']);
  const ending = work({ rerun: 'problem', every: '15s', times: 3, within: '5m' });
  await clock.advance(75_000);
  expect(await ending).toMatchObject({
    ok: true,
    durationMs: 75_000,
    summary: 'web-1 disk: ok 3 times in a row (it is ok)',
  });
  expect(asked.map(({ at }) => at - asked[0]!.at)).toEqual([0, 15_000, 30_000, 45_000, 60_000, 75_000]);
  expect(said).toEqual([
    'critical, expected ok; next look in 15 s',
    'ok, 1 of 3 so far; next look in 15 s',
    'warning, expected ok; next look in 15 s',
    'ok, 1 of 3 so far; next look in 15 s',
    'ok, 2 of 3 so far; next look in 15 s',
  ]);
  expect(clock.pending).toBe(0);
});

test('it gives up when no further look could come in time', async () => {
  const { work, asked, clock } = floor(['critical']);
  const ending = work({ rerun: 'problem', every: '15s', within: '40s' });
  await clock.advance(40_000);
  expect(await ending).toMatchObject({
    ok: false,
    summary: 'web-1 disk: critical, expected ok within 40 s, 3 looks (it is critical)',
  });
  expect(asked).toHaveLength(3);
});

test('stopping ends the waiting, and no timer is left', async () => {
  const { work, clock, stop } = floor(['critical']);
  const ending = work({ rerun: 'problem', within: '5m' });
  await clock.advance(1_000);
  stop.abort(new Error('stop'));
  expect(await ending).toMatchObject({ ok: false, reason: 'cancelled' });
  expect(clock.pending).toBe(0);
});

describe('which check it is', () => {
  const requestOf = async (text: object) => {
    const one = floor(['ok']);
    const end = await one.work(text);
    return one.asked[0]?.request ?? end.summary;
  };
  test('of the inventory, by host and name', async () =>
    expect(await requestOf({ host: ref('inputs.host'), check: 'disk' })).toMatchObject({
      rerun: { host: 'web-1', check: 'disk' },
    }));
  test('made up: values keep their types, and its own keys stay out of the configuration', async () =>
    expect(
      await requestOf({
        kind: 'tcp',
        host: 'web-1',
        port: ref('inputs.port'),
        config: { expect: 'hi' },
        timeout: '3s',
      }),
    ).toEqual({
      rerun: null,
      probe: { kind: 'tcp', host: 'web-1', config: { port: 8443, expect: 'hi' } },
      timeoutMs: 3_000,
    }));
  test('a value with a dash in front is refused here too', async () =>
    expect(await requestOf({ kind: 'http', host: 'web-1', path: ref('inputs.path') })).toContain(
      'must not begin with "-"',
    ));
  test('a host that is not there refuses it before it begins', () => {
    const { context } = floor(['ok']);
    const body = checkStep.body.parse({ kind: 'ping', host: 'ams9' });
    expect(checkStep.tasks!(body, context.view).refusal).toBe('there is no host ams9 in the inventory');
  });
  test('no such check is said', async () => {
    const { context } = floor(['ok']);
    const failing = { ...context, probe: () => Promise.reject(new Error('there is no check "disc" of web-1')) };
    const body = checkStep.body.parse({ host: 'web-1', check: 'disc' });
    const end = await checkStep.work!(body, checkStep.tasks!(body, context.view).tasks[0]!, failing);
    expect(end).toMatchObject({ ok: false, reason: 'host-not-found', summary: 'there is no check "disc" of web-1' });
  });
});
