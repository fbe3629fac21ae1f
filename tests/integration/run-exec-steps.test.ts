// What steps ask besides commands: checks run now, over the real runner, and messages to whoever is on call.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckId, IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Notice } from '../../electron/contract/model/notice.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { sshPool } from '../../electron/engine/probes/ssh-login.ts';
import { reach } from '../../electron/engine/services/on-call-targets.ts';
import type { ExecutorOptions, RunFacts } from '../../electron/engine/services/runbooks/executor.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { closedPort } from '../support/lab/tcp-server.ts';
import { HOST_ID, type Rig, startRig, stopSshd } from './run-exec-makers.ts';

const PROBLEM = 'problem-1' as ProblemId;
const facts = (parts: Partial<RunFacts> = {}): RunFacts => ({
  ...{ runId: 'run-1', title: 'Disk full', operator: 'A. Brandt', problemId: null, incidentId: null },
  ...parts,
});
const problem = { id: PROBLEM, hostId: HOST_ID, checkId: 'check-1' as CheckId, severity: 2 } as Problem;

/** Ada has a phone, Bo has a channel that is switched off, the night rota has a gap. */
const things = {
  people: new Map([
    ['ada', { id: 'ada', name: 'Ada', channelIds: ['phone'] }],
    ['bo', { id: 'bo', name: 'Bo', channelIds: ['off'] }],
  ]),
  schedules: new Map([['net', { id: 'net', name: 'Network', zone: 'UTC', layers: [], overrides: [] }]]),
  channels: [
    { id: 'phone', name: 'Phone', enabled: true },
    { id: 'off', name: 'Old pager', enabled: false },
    { id: 'wall', name: 'NOC wall', enabled: true },
  ],
  routes: [],
} as unknown as Parameters<typeof reach>[2];

function people() {
  const sent: { readonly notice: Notice; readonly to: readonly string[] }[] = [];
  const escalated: unknown[] = [];
  const more = {
    onCall: {
      world: () => ({ people: [...things.people.values()], schedules: [...things.schedules.values()] }),
      resolve: (targets: Parameters<typeof reach>[0], at: number) => reach(targets, at, things),
    },
    channels: { list: () => things.channels },
    notifying: { send: (notice: Notice, to: readonly string[]) => void sent.push({ notice, to }) },
    escalations: {
      escalate: (...args: unknown[]) => {
        escalated.push(args);
        return { told: [] };
      },
    },
  } as unknown as Partial<ExecutorOptions>;
  return { sent, escalated, more };
}

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(async () => {
  // Checks keep their connections; here they would keep the account.
  await sshPool.close();
  await stopSshd(sshd);
});

async function withRig(parts: Parameters<typeof startRig>[0], job: (rig: Rig) => Promise<void>): Promise<void> {
  const rig = await startRig(parts);
  try {
    await job(rig);
  } finally {
    await rig.stop();
  }
}

describe('a check run now', () => {
  const signal = new AbortController().signal;
  const rerun = { rerun: 'problem', probe: null, timeoutMs: 5_000 } as const;

  test('that of the problem, and again when the problem is over', () =>
    withRig({ sshd }, async ({ executor, world }) => {
      world.problems.set(problem.checkId, problem);
      const run = facts({ problemId: PROBLEM, checkId: problem.checkId });
      const first = await executor.probe(rerun, run, signal);
      expect(first).toMatchObject({ name: 'ams1-core-sw01 ssh', hostId: HOST_ID, result: { checkId: 'check-1' } });
      world.problems.clear();
      expect((await executor.probe(rerun, run, signal)).result.checkId).toBe('check-1');
    }));

  test('a run that was started from no problem, or whose check is gone, says so', () =>
    withRig({ sshd }, async ({ executor }) => {
      await expect(executor.probe(rerun, facts(), signal)).rejects.toThrow('started from no problem');
      const gone = facts({ problemId: PROBLEM, checkId: 'gone' as CheckId });
      await expect(executor.probe(rerun, gone, signal)).rejects.toThrow('not in the inventory any more');
    }));

  test('one of the inventory, by host and name as names are compared', () =>
    withRig({ sshd }, async ({ executor }) => {
      const named = (host: string, check: string) =>
        executor.probe({ rerun: { host, check }, probe: null, timeoutMs: 5_000 }, facts(), signal);
      expect((await named('AMS1-core-sw01', 'SSH')).result.checkId).toBe('check-1');
      await expect(named('ams9', 'ssh')).rejects.toThrow('there is no host ams9');
      await expect(named('ams1-core-sw01', 'disk')).rejects.toThrow('there is no check "disk" of ams1-core-sw01');
    }));

  test('one made up: its configuration is read by its kind, and it logs in as runs do', () =>
    withRig({ sshd }, async ({ executor }) => {
      const madeUp = (kind: string, config: object) =>
        executor.probe(
          { rerun: null, probe: { kind, host: 'ams1-core-sw01', config: config as never }, timeoutMs: 5_000 },
          facts(),
          signal,
        );
      expect((await madeUp('tcp', { port: sshd.port })).result.status).toBe('ok');
      expect((await madeUp('tcp', { port: await closedPort() })).result.status).toBe('critical');
      expect((await madeUp('remote-system', {})).result.metrics.length).toBeGreaterThan(0);
      await expect(madeUp('tcp', { port: 'x' })).rejects.toThrow('config.port');
      await expect(madeUp('nosuch', {})).rejects.toThrow('"nosuch"');
    }));
});

describe('telling people', () => {
  const message = { title: 'Disk full', text: 'Please look', escalates: false };

  test('a person, a rota, a channel, everybody, whoever is on call: only who can be reached counts', () =>
    withRig({ more: people().more }, async ({ executor }) => {
      expect(executor.reach('ada')).toEqual(['Ada']);
      expect(executor.reach('Bo')).toEqual([]);
      expect(executor.reach('noc WALL')).toEqual(['channel "NOC wall"']);
      expect(executor.reach('everybody')).toEqual(['Ada']);
      expect(executor.reach('on-call')).toEqual([]);
      expect(executor.reach('nobody of that name')).toEqual([]);
    }));

  test('a message goes to each channel once, in the conversation of the run or of its incident', async () => {
    const { sent, more } = people();
    await withRig({ more }, async ({ executor }) => {
      expect(await executor.tell({ ...message, to: ['Ada', 'Phone', 'Bo'] }, facts())).toEqual([
        'Ada',
        'channel "Phone"',
      ]);
      await executor.tell({ ...message, to: ['Ada'] }, facts({ incidentId: 'inc-1' as IncidentId }));
    });
    expect(sent[0]).toMatchObject({
      to: ['phone'],
      notice: { kind: 'escalation', title: 'Disk full', text: 'Please look', conversation: 'run run-1' },
    });
    expect(sent[1]).toMatchObject({ notice: { conversation: 'incident inc-1', incidentId: 'inc-1' } });
  });

  test('nobody reached is refused in words, and nothing is sent', async () => {
    const { sent, more } = people();
    await withRig({ more }, async ({ executor }) => {
      await expect(executor.tell({ ...message, to: ['Bo', 'on-call'] }, facts())).rejects.toThrow(
        'Nothing was sent, nobody is reached: nobody: Bo has only channels that are switched off; nobody: rota "Network" has a gap',
      );
      await expect(executor.tell({ ...message, to: ['Zed'] }, facts())).rejects.toThrow(
        'no person, rota or channel "Zed"',
      );
    });
    expect(sent).toEqual([]);
  });

  test('an escalation takes the problem along while it is open, and is a message when it is over', async () => {
    const { sent, escalated, more } = people();
    await withRig({ more }, async ({ executor, world }) => {
      world.problems.set(problem.checkId, problem);
      const escalation = { ...message, to: ['Ada'], escalates: true };
      await executor.tell(escalation, facts({ problemId: PROBLEM }));
      world.problems.clear();
      await executor.tell(escalation, facts({ problemId: PROBLEM }));
    });
    expect(escalated).toEqual([
      [
        {
          problemIds: [PROBLEM],
          targets: [{ type: 'person', personId: 'ada' }],
          note: 'Disk full: Please look',
          callBack: '',
        },
        { type: 'operator', name: 'A. Brandt' },
      ],
    ]);
    expect(sent).toHaveLength(1);
  });
});
