// The machine of the monitor itself, as the first start puts it into the inventory: a runbook runs on it without a log-in.
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { check as checkSchema } from '../../electron/contract/model/check.ts';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { HOST_ID, startRig } from './run-exec-makers.ts';

const ownFigures = (enabled: boolean) =>
  checkSchema.parse({ id: 'own' as CheckId, hostId: HOST_ID, name: 'system', kind: 'system', enabled });

test('its own figures are measured here: commands run here too, under its name', async () => {
  const rig = await startRig();
  rig.world.putCheck(ownFigures(true));
  const [target] = rig.executor.targetsOf('ams1-core-sw01').targets;
  expect(target).toEqual({ hostId: null, name: 'ams1-core-sw01', address: '', user: '' });
  const shown = {
    via: 'local',
    argv: ['uname', '-n'],
    script: '',
    args: [],
    env: {},
    line: '',
    timeoutMs: 10_000,
  } as const;
  const { signal } = new AbortController();
  const means = { signal, onOutput: () => {}, onHostKey: () => {} };
  const end = await rig.executor.execute({ target: target ?? rig.target, shown, secrets: [] }, means);
  expect(end).toMatchObject({ ok: true, stdout: { text: `${hostname()}\n` } });
  await rig.stop();
});

test('any other host without a log-in stays one: it is refused in words, never run here', async () => {
  const rig = await startRig();
  expect(rig.executor.targetsOf('ams1-core-sw01').targets).toMatchObject([{ hostId: HOST_ID, user: '' }]);
  rig.world.putCheck(ownFigures(false));
  expect(rig.executor.targetsOf('ams1-core-sw01').targets).toMatchObject([{ hostId: HOST_ID, user: '' }]);
  await rig.stop();
});
