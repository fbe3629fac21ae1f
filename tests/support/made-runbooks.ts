// biome-ignore-all lint/suspicious/noTemplateCurlyInString: runbooks refer to values like this
// The 28 runbooks of the design picture and one file that cannot be read, as the engine would tell of them.
import type { Check } from '../../electron/contract/model/check.ts';
import type { Problem, ProblemStatus } from '../../electron/contract/model/problem.ts';
import type {
  RunbookDetail,
  RunbookFinding,
  RunbookMatch,
  StepOutline,
} from '../../electron/contract/model/runbook.ts';
import type { Freshness } from '../../electron/contract/model/runbook-words.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { chance, MINUTE } from './worlds-build.ts';

export const DAY = 86_400_000;

type Row = readonly [
  id: string,
  title: string,
  owner: string,
  steps: number,
  runs: number,
  green: number,
  reviewedDaysAgo: number,
  match: string,
];

/** `match`: 'kind[:check] status…'; several apart by a semicolon; '' is started by hand. */
export const ROWS: readonly Row[] = [
  ['switch-uplink-down', 'Switch or uplink down', 'network', 9, 14, 93, 6, 'ping down'],
  ['behind-dead-parent', 'Behind a dead parent', 'network', 6, 31, 97, 41, 'ping unreachable'],
  ['replication-lag', 'Replication lag', 'database', 8, 9, 89, 39, 'ssh:replication* critical warning'],
  ['bgp-session-idle', 'BGP session idle', 'network', 7, 6, 100, 88, 'ssh:bgp* critical'],
  ['http-5xx', 'HTTP 5xx', 'platform', 10, 44, 86, 120, 'http critical'],
  ['failed-disk', 'Failed disk in an array', 'storage', 11, 5, 100, 151, 'plugin:smart* critical unknown'],
  ['linux-disk-full', 'Filesystem almost full', 'platform', 7, 63, 95, 52, 'remote-system:disk* warning critical'],
  ['queue-backlog', 'Queue backlog', 'platform', 6, 12, 92, 174, 'ssh:deferred* warning'],
  ['tls-expiry', 'TLS expiry and renewal', 'platform', 8, 17, 100, 20, 'tls warning'],
  ['host-down', 'Host down', 'platform', 8, 28, 93, 33, 'tcp:alive down'],
  ['packet-loss', 'Packet loss and latency', 'network', 9, 19, 84, 95, 'ping:loss* warning critical'],
  ['dns-failure', 'DNS failure', 'network', 7, 3, 100, 201, 'dns critical'],
  ['memory-oom', 'Memory pressure and OOM', 'platform', 8, 22, 91, 60, 'remote-system:memory warning critical'],
  ['time-drift', 'Time drift', 'platform', 5, 8, 100, 112, 'ntp warning'],
  ['backup-missing', 'Backup missing or failed', 'storage', 9, 26, 88, 48, 'plugin:backup* critical'],
  ['ups-on-battery', 'UPS on battery', 'facility', 6, 1, 100, 400, 'snmp:ups* critical'],
  ['db-connections', 'DB connections exhausted', 'database', 7, 11, 82, 71, 'plugin:connections critical'],
  ['certificate-chain', 'Certificate chain broken', 'platform', 5, 4, 100, 20, 'tls critical'],
  ['service-restart', 'Service restart', 'platform', 5, 87, 97, 14, 'service critical'],
  ['sev1-command', 'SEV1 incident command', 'operations', 12, 6, 100, 30, ''],
  ['vendor-escalation', 'Vendor escalation', 'operations', 5, 9, 100, 77, ''],
  ['patching-window', 'Patching in a window', 'platform', 14, 18, 94, 25, ''],
  ['planned-reboot', 'Planned reboot', 'platform', 8, 41, 98, 25, ''],
  ['access-revocation', 'Revoke access at offboarding', 'operations', 9, 13, 100, 66, ''],
  ['hardware-decommission', 'Hardware decommission', 'facility', 11, 0, 0, 201, ''],
  ['log-rotation', 'Log rotation', 'platform', 5, 7, 100, 102, 'plugin:logs warning'],
  ['high-load', 'High load', 'platform', 7, 35, 90, 58, 'remote-system:load warning'],
  ['shift-change', 'Shift opening and closing', 'operations', 8, 212, 99, 9, ''],
];

const EVERY_DAYS = 180;
const DRAFTS = new Set(['log-rotation', 'vendor-escalation']);

function matchesOf(text: string): readonly RunbookMatch[] {
  if (text === '') return [];
  return text.split(';').map((part) => {
    const [what = '', ...status] = part.split(' ');
    const [kind = '', check] = what.split(':');
    return {
      kind,
      metric: null,
      status: status as ProblemStatus[],
      tags: [],
      check: check ?? null,
      summary: null,
    };
  });
}

const freshnessOf = (left: number): Freshness =>
  left < -EVERY_DAYS ? 'expired' : left < 0 ? 'stale' : left <= 14 ? 'due' : 'fresh';

const step = (id: string, title: string, kind: string, does: string, more: Partial<StepOutline> = {}): StepOutline => ({
  id,
  title,
  kind,
  does,
  risk: 'read-only',
  confirm: 'none',
  verify: null,
  rollback: null,
  command: '',
  on: '',
  ...more,
});

const UPLINK: readonly StepOutline[] = [
  step('confirm', 'Is it really down?', 'check', 'reruns the ping, expects critical'),
  step('behind', 'Who stands behind it?', 'run', 'lists children of the host', {
    command: 'watchfloor host children --of ${inputs.host} --json',
  }),
  step('core-side', 'What does the core side say?', 'run', 'port status and error counters', {
    on: '${inputs.parent}',
    command: 'show interfaces status "$1"; show interfaces counters errors "$1"',
  }),
  step('what', 'What is it?', 'ask', 'port shut, no light, no power, else escalate'),
  step('bring-back', 'Bring the uplink port back', 'run', 'shut, wait 5 s, start', {
    risk: 'safe-write',
    confirm: 'type-target',
    verify: 'switch-back',
    rollback: 'none',
    on: '${inputs.parent}',
    command: 'sudo config interface shutdown "$1"\nsleep 5\nsudo config interface startup "$1"',
  }),
  step('switch-back', 'Is the switch back?', 'check', 'ok 3 times, every 15 s, within 5 min'),
  step('hosts-back', 'Are the 38 hosts back?', 'check', 'all children ok within 10 min'),
  step('optics', 'Look at the optics', 'manual', 'checklist, 4 items, 3 required'),
  step('tell', 'Tell the site and the carrier', 'notify', '2 people, text editable'),
];

const KINDS = ['check', 'run', 'run', 'ask', 'run', 'check', 'manual', 'notify', 'wait', 'approve', 'input', 'call'];

/** Steps of a runbook that no picture shows. */
function madeSteps(id: string, title: string, steps: number): readonly StepOutline[] {
  return Array.from({ length: steps }, (_, at) => {
    const kind = KINDS[at % KINDS.length] ?? 'manual';
    const changes = kind === 'run' && at % 5 === 4;
    return step(`${id}-${at + 1}`, `${title}, part ${at + 1}`, kind, `what the ${kind} of part ${at + 1} does`, {
      ...(kind === 'run' ? { on: '${inputs.host}', command: `systemctl status ${id}-${at + 1}` } : {}),
      ...(changes ? { risk: 'destructive', confirm: 'type-target', verify: `${id}-${at + 2}`, rollback: 'none' } : {}),
    });
  });
}

const input = (name: string, more: Partial<RunbookDetail['inputs'][number]>): RunbookDetail['inputs'][number] => ({
  name,
  type: 'string',
  label: '',
  about: '',
  from: null,
  required: true,
  default: null,
  pattern: null,
  min: null,
  max: null,
  choices: [],
  multiline: false,
  allowDash: false,
  ...more,
});

const HOST = input('host', { type: 'host', from: 'problem', label: 'Host' });

const INPUTS: Readonly<Record<string, RunbookDetail['inputs']>> = {
  'switch-uplink-down': [
    HOST,
    input('parent', { type: 'host', label: 'Switch on the core side' }),
    input('port', { label: 'Port', about: 'As the switch names it.', pattern: 'Ethernet[0-9/]{1,12}' }),
  ],
  'linux-disk-full': [
    HOST,
    input('mount', { label: 'Mount point', default: '/', pattern: '/[A-Za-z0-9._/-]{0,200}' }),
    input('keep', { type: 'integer', label: 'Days of logs to keep', default: 7, min: 1, max: 90 }),
  ],
  'patching-window': [
    input('hosts', { type: 'hosts', label: 'Hosts to patch' }),
    input('reboot', { type: 'boolean', label: 'Reboot when it asks for it', default: true }),
    input('ring', { type: 'choice', label: 'Ring', choices: ['canary', 'early', 'broad', 'late', 'never'] }),
    input('token', { type: 'secret', label: 'Repository token' }),
  ],
};

export const hashOf = (id: string): string =>
  Array.from({ length: 64 }, (_, at) => Math.floor(chance(id, at) * 16).toString(16)).join('');

function detailOf([id, title, owner, steps, runs, green, ago, match]: Row, now: number): RunbookDetail {
  const left = EVERY_DAYS - ago;
  const uplink = id === 'switch-uplink-down';
  return {
    id,
    title,
    owner,
    state: DRAFTS.has(id) ? 'draft' : 'active',
    tags: uplink ? ['switch', 'layer-2'] : [owner],
    hash: uplink ? `9f3c41d${hashOf(id).slice(7)}` : hashOf(id),
    file: `${id}.yaml`,
    folder: 'shipped',
    steps,
    estimateMs: (4 + steps) * MINUTE,
    freshness: freshnessOf(left),
    reviewInDays: left,
    review: { last: new Date(now - ago * DAY).toISOString().slice(0, 10), everyMs: EVERY_DAYS * DAY },
    match: matchesOf(match),
    findings: [],
    runs: { total: runs, green: Math.round((runs * green) / 100), medianMs: runs === 0 ? null : 11.33 * MINUTE },
    meaning: uplink
      ? 'A switch stopped answering and everything behind it went dark with it. Most often the uplink port was shut by error detection, or an optic failed.'
      : `What the alarm says when it is "${title}", and why it matters to those who use what stands behind it.`,
    impact: uplink
      ? 'Hosts behind it stay unreachable and unmonitored. Pools that lose a row run without reserve; checkout fails below 12 web hosts.'
      : 'What breaks when nobody acts, and how long it takes until somebody calls.',
    inputs: INPUTS[id] ?? [HOST],
    limits: { maxTargets: uplink ? 1 : 5, maxRunsPerHour: 6 },
    change: id === 'patching-window' ? 'required' : id === 'planned-reboot' ? 'asked' : 'none',
    outline: uplink ? UPLINK : madeSteps(id, title, steps),
    source: `apiVersion: watchfloor/v1\nkind: Runbook\nid: ${id}\ntitle: ${title}\nowner: ${owner}\nsteps:\n  - id: confirm\n    title: Is it really so?\n    check: { rerun: problem }\n`,
  };
}

const FINDINGS: readonly RunbookFinding[] = [
  {
    file: 'team/router-swap.yaml',
    line: 14,
    column: 5,
    path: 'steps[1].rsik',
    severity: 'error',
    rule: 'unknown-key',
    message:
      'rsik is not known here. Did you mean risk? Known: id, title, about, run, risk, confirm, verify, rollback.',
  },
  {
    file: 'team/router-swap.yaml',
    line: 22,
    column: 17,
    path: 'steps[2].verify',
    severity: 'error',
    rule: 'no-such-step',
    message: 'verify names the step "proof", and there is none. Steps: confirm, swap, look.',
  },
  {
    file: 'team/router-swap.yaml',
    line: 3,
    column: 1,
    path: 'review',
    severity: 'warning',
    rule: 'no-review',
    message: 'It does not say when it was last reviewed. Right would be review: { last: 2026-11-20, every: 180d }.',
  },
];

function brokenOf(now: number): RunbookDetail {
  const [row = ROWS[0] as Row] = ROWS;
  return {
    ...detailOf(row, now),
    id: 'router-swap',
    title: 'Swap a router',
    hash: '',
    steps: 0,
    file: 'team/router-swap.yaml',
    folder: '/srv/runbooks',
    match: [],
    findings: FINDINGS,
    runs: { total: 0, green: 0, medianMs: null },
    outline: [],
  };
}

/** The library of a world: none where it has none, with a broken file where it counts one. */
export function madeLibrary({ runbooks, broken }: Snapshot['library'], now: number): readonly RunbookDetail[] {
  if (runbooks === 0) return [];
  return [...ROWS.map((row) => detailOf(row, now)), ...(broken > 0 ? [brokenOf(now)] : [])];
}

/** Whether a runbook is for a problem of this check. */
export function isFor(runbook: Pick<RunbookDetail, 'match'>, problem: Problem, check: Check | undefined): boolean {
  return runbook.match.some(
    (match) =>
      match.kind === check?.kind &&
      match.status.includes(problem.status) &&
      (match.check === null || check.name.startsWith(match.check.replace('*', ''))),
  );
}
