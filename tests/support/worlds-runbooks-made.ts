// Made-up runbooks and the night on which they run: the dead switch of the design pictures in nine steps, and planned work
// with everything else a step can be.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { CommandShown, RunTarget, StepFace } from '../../electron/contract/model/run.ts';
import type { InputSpec } from '../../electron/contract/model/runbook.ts';
import type { Confirm, Risk } from '../../electron/contract/model/runbook-words.ts';
import { hostIdOf } from './worlds-build.ts';

export interface BookStep {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly does: string;
  readonly mode: 'person' | 'work' | 'clock' | 'approval';
  readonly risk: Risk;
  readonly confirm: Confirm;
  readonly face: Partial<StepFace>;
  /** What it changes is proven by that step. */
  readonly verify: string | null;
}

export interface Book {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly hash: string;
  readonly steps: readonly BookStep[];
}

export const CORE = 'ams1-core-sw01';

export const targetOf = (name: string): RunTarget => ({
  hostId: hostIdOf(name) as HostId,
  name,
  address: '10.20.0.1',
  user: 'noc-ops',
});
const HERE: RunTarget = { hostId: null, name: 'this machine', address: '', user: '' };

const command = (part: Partial<CommandShown>): CommandShown => ({
  via: 'ssh',
  argv: [],
  script: '',
  args: [],
  env: {},
  line: part.argv?.join(' ') ?? '',
  timeoutMs: 20_000,
  ...part,
});

const step = (part: Partial<BookStep> & Pick<BookStep, 'id' | 'title' | 'kind' | 'does'>): BookStep => ({
  mode: 'work',
  risk: 'read-only',
  confirm: 'none',
  face: {},
  verify: null,
  ...part,
});

const onCore = (shown: CommandShown) => ({ commands: [{ target: targetOf(CORE), batch: 1, shown }], typed: CORE });

const PORT_SCRIPT = [
  'set -eu',
  'sudo config interface shutdown "$1"',
  'sleep 5',
  'sudo config interface startup "$1"',
  'show interfaces status "$1" --follow 60',
  '',
].join('\n');

const PORT_BACK = command({
  script: PORT_SCRIPT,
  args: ['Ethernet48'],
  line: `ssh noc-ops@ams1-core-sw01 sh -s -- Ethernet48 <<'EOF'\n${PORT_SCRIPT}EOF`,
  timeoutMs: 90_000,
});

const option = (label: string, leadsTo: string, about = '') => ({ label, about, leadsTo });

export const SWITCH_BOOK: Book = {
  id: 'switch-uplink-down',
  title: 'Switch or uplink down',
  owner: 'network',
  hash: `9f3c41d${'a'.repeat(57)}`,
  steps: [
    step({
      id: 'down',
      title: 'Is it really down?',
      kind: 'check',
      does: 'reruns the ping, expects critical',
      face: { text: 'A switch that answers now needs another runbook.', expects: 'critical' },
    }),
    step({
      id: 'behind',
      title: 'Who stands behind it?',
      kind: 'run',
      does: 'lists children of the host',
      face: {
        commands: [
          { target: HERE, batch: 1, shown: command({ via: 'local', argv: ['wf-children', 'ams1-dist-sw02'] }) },
        ],
      },
    }),
    step({
      id: 'core',
      title: 'What does the core side say?',
      kind: 'run',
      does: 'port status and error counters',
      face: onCore(command({ argv: ['show', 'interfaces', 'status', 'Ethernet48'] })),
    }),
    step({
      id: 'what',
      title: 'What is it?',
      kind: 'ask',
      mode: 'person',
      does: 'asks: port shut / no light / no power',
      face: {
        question: 'What is it?',
        options: [
          option('Port shut by error detection', 'Bring the uplink port back', 'status says err-disabled'),
          option('No light on the optic', 'Look at the optics', 'receive power below −14 dBm'),
          option('No power in the row', 'Tell the site and the carrier'),
          option('None of these, or I do not know', 'Tell the site and the carrier'),
        ],
        defaultOption: 3,
      },
    }),
    step({
      id: 'port',
      title: 'Bring the uplink port back',
      kind: 'run',
      does: 'shut, wait 5 s, start',
      risk: 'destructive',
      confirm: 'type-target',
      verify: 'back',
      face: { ...onCore(PORT_BACK), proof: 'Is the switch back?', wayBack: 'Shut the port again' },
    }),
    step({
      id: 'back',
      title: 'Is the switch back?',
      kind: 'check',
      does: 'ping ams1-dist-sw02, ok 3 times, every 15 s, within 5 min',
      face: { expects: 'ok 3 times, every 15 s, within 5 min' },
    }),
    step({
      id: 'hosts',
      title: 'Are the 38 hosts back?',
      kind: 'check',
      does: '38 × ok in 10 min',
      face: { expects: 'all children ok within 10 min' },
    }),
    step({
      id: 'optics',
      title: 'Look at the optics',
      kind: 'manual',
      mode: 'person',
      does: 'by hand, 4 things to tick off',
      face: {
        text: 'Ask **smart hands** to look at row C, unit 31:\n\n- both optics of the uplink\n- the latch of the left one was open before',
        checklist: [
          { text: 'Latch closed on both optics', required: true, done: null },
          { text: 'Receive power above −8 dBm', required: true, done: null },
          { text: 'No new FCS errors for a minute', required: true, done: null },
          { text: 'Photo attached to the incident', required: false, done: null },
        ],
      },
    }),
    step({
      id: 'tell',
      title: 'Tell the site and the carrier',
      kind: 'notify',
      does: 'tells 2 people',
      face: {
        message: {
          to: ['Carrier desk', 'S. Varga'],
          title: 'ams1-dist-sw02 is back',
          text: 'The uplink port was shut by error detection after two optics were re-seated. It is up since 02:47.',
        },
      },
    }),
  ],
};

const field = (part: Partial<InputSpec> & Pick<InputSpec, 'name'>): InputSpec => ({
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
  ...part,
});

const WEB = Array.from({ length: 40 }, (_, at) => `ams1-web-${String(at + 1).padStart(2, '0')}`);
const batchOf = (at: number): number => (at === 0 ? 1 : at <= 9 ? 2 : 3);

export const PATCH_BOOK: Book = {
  id: 'patch-web-pool',
  title: 'Patch the web pool in a window',
  owner: 'platform',
  hash: `41d07be${'b'.repeat(57)}`,
  steps: [
    step({
      id: 'which',
      title: 'Which patches, and when?',
      kind: 'input',
      mode: 'person',
      does: 'asks for release, days, canary, drain, key',
      face: {
        fields: [
          field({ name: 'release', label: 'Release', choices: ['2026.11', '2026.12'], type: 'choice' }),
          field({ name: 'days', label: 'Days of logs to keep', type: 'integer', default: 7, min: 1, max: 90 }),
          field({ name: 'canary', label: 'First host', type: 'host', about: 'goes alone, before all others' }),
          field({ name: 'drain', label: 'Drain first', type: 'boolean', default: true }),
          field({ name: 'key', label: 'Key for the mirror', type: 'secret', required: false }),
        ],
      },
    }),
    step({
      id: 'sign',
      title: 'Somebody else signs',
      kind: 'approve',
      mode: 'approval',
      does: 'somebody else signs for patch',
      face: { question: 'May the web pool be patched now?' },
    }),
    step({
      id: 'drain',
      title: 'Let the pool drain',
      kind: 'wait',
      mode: 'clock',
      does: 'waits 10 min',
    }),
    step({
      id: 'patch',
      title: 'Patch the pool',
      kind: 'run',
      does: '40 hosts in 3 batches',
      risk: 'safe-write',
      confirm: 'click',
      verify: 'answers',
      face: {
        commands: WEB.map((name, at) => ({
          target: targetOf(name),
          batch: batchOf(at),
          shown: command({ argv: ['sudo', 'patch-host', '--release', '2026.11'], timeoutMs: 300_000 }),
        })),
        typed: '40 hosts',
        maxFailed: 2,
        proof: 'Does the pool answer?',
        wayBack: 'Back to the former release',
      },
    }),
    step({
      id: 'answers',
      title: 'Does the pool answer?',
      kind: 'check',
      does: 'http /healthz, ok 3 times',
      face: { expects: 'ok 3 times' },
    }),
  ],
};
