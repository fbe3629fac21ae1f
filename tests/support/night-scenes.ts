// The scenes of the written night: what happens when, and who does it.
import type { Client } from '../../electron/contract/index.ts';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Role } from '../../electron/contract/model/incident-rules.ts';
import { type Floor, MINUTE, SECOND } from './floor.ts';

/** The night begins at 02:00 UTC. */
export const NIGHT = Date.UTC(2026, 10, 20, 2, 0, 0);

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** 'hh:mm:ss' or 'hh:mm' of that night, epoch ms. */
export function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return NIGHT + ((hours - 2) * 60 + minutes) * MINUTE + seconds * SECOND;
}

export interface Night {
  readonly floor: Floor;
  readonly ada: Client;
  readonly ben: Client;
  /** The incident that the policy opened. */
  incident(): Promise<Incident>;
  /** Place in the chain of the entry whose text or words have this in them. */
  seqOf(words: string): Promise<number>;
}

interface Scene {
  readonly time: string;
  readonly play: (night: Night) => unknown;
}

const id = async (night: Night): Promise<{ readonly incidentId: IncidentId }> => ({
  incidentId: (await night.incident()).id,
});
const note = (who: 'ada' | 'ben', text: string, happenedAt?: string) => async (night: Night) =>
  night[who].incidents.note({ ...(await id(night)), text, ...(happenedAt ? { happenedAt: at(happenedAt) } : {}) });

const edit = (fields: Parameters<Client['incidents']['edit']>[0]['fields']) => async (night: Night) =>
  night.ada.incidents.edit({ ...(await id(night)), fields });
const assign = (role: Role, name: string) => async (night: Night) =>
  night.ben.incidents.assign({ ...(await id(night)), role, name });
const followUp =
  (text: string, owner: string, dueOn = '') =>
  async (night: Night) =>
    night.ada.incidents.putFollowUp({ ...(await id(night)), followUp: { text, owner, dueOn } });

async function endFirstFollowUp(night: Night): Promise<void> {
  const { id: incidentId, followUps } = await night.incident();
  await night.ada.incidents.endFollowUp({ incidentId, followUpId: followUps[0]?.id ?? '', done: true });
}

async function mute({ floor, ada }: Night): Promise<void> {
  const problem = floor.problem('web3', 'ping');
  await ada.maintenance.mute({
    problemIds: problem ? [problem.id] : [],
    until: floor.clock.now() + 15 * MINUTE,
    reason: 'in the rack that is dark',
  });
}

async function attach({ ben, ...night }: Night): Promise<void> {
  const part = PNG.toString('base64');
  const sent = await ben.incidents.uploadPart({
    upload: null,
    name: 'row-c-optic.png',
    bytes: PNG.length,
    offset: 0,
    part,
  });
  const { id: incidentId } = await night.incident();
  await ben.incidents.attach({ incidentId, sha256: sent.sha256 ?? '', text: 'Latch not closed on the left optic' });
}

const LOST = {
  status: 'critical',
  summary: '3 of 3 packets lost',
  metrics: [{ name: 'loss', value: 100, unit: '%' }],
} as const;
const BACK = { status: 'ok', summary: '0.4 ms', metrics: [{ name: 'loss', value: 0, unit: '%' }] } as const;

/** The switch of row C and what hangs on it. */
function rowC(floor: Floor, how: 'lost' | 'back'): void {
  for (const name of ['core-sw1', 'web1', 'web2', 'web3']) floor.say(name, 'ping', how === 'lost' ? LOST : BACK);
}

/** A phone call opens another, which turns out to be the same. */
async function phoneCall({ ada }: Night): Promise<void> {
  await ada.incidents.open({
    fields: { title: 'Customers cannot pay', summary: 'Called by the shop desk' },
    impact: 'high',
    urgency: 'high',
  });
}

async function mergeIt(night: Night): Promise<void> {
  const { incidents } = await night.ada.incidents.list({});
  const other = incidents.find(({ title }) => title === 'Customers cannot pay');
  if (!other) throw new Error('the second incident is not there');
  await night.ada.incidents.merge({ incidentId: other.id, into: (await night.incident()).id, reason: 'same outage' });
}

async function escalate({ floor, ben }: Night): Promise<void> {
  const problem = floor.problem('core-sw1', 'ping');
  await ben.onCall.escalate({
    problemIds: problem ? [problem.id] : [],
    targets: [{ type: 'person', personId: 'sam' as never }],
    note: 'Carrier desk is on it',
    callBack: '+31 20 555 0142',
  });
}

/** In the order they happen. */
export const SCENES: readonly Scene[] = [
  {
    time: '02:04',
    play: ({ floor, ada }) =>
      ada.inventory.editHost({
        hostId: floor.host('core-sw1').id,
        host: { name: 'core-sw1', address: '127.0.0.1', site: 'ams1', notes: 'uplink moved to port 48' },
      }),
  },
  { time: '02:10', play: ({ floor }) => rowC(floor, 'lost') },
  {
    time: '02:14',
    play: async ({ floor, ben }) => {
      const problem = floor.problem('core-sw1', 'ping');
      await ben.monitoring.acknowledge({
        problemIds: [problem?.id ?? ''],
        reason: 'Row C is dark, on it',
        sticky: true,
      });
    },
  },
  {
    time: '02:14:10',
    play: async (night) => night.ben.incidents.moveTo({ ...(await id(night)), status: 'acknowledged' }),
  },
  { time: '02:15', play: assign('lead', 'ben') },
  { time: '02:15:10', play: assign('scribe', 'ada') },
  { time: '02:15:20', play: assign('operator', 'kim') },
  { time: '02:15:30', play: assign('liaison', 'lou') },
  { time: '02:16', play: mute },
  {
    time: '02:17',
    play: note('ben', 'No planned work in row C tonight. Asking for the **port counters** on the core side.'),
  },
  { time: '02:18', play: note('ada', 'The core side says:\n\n```\nEthernet48  oper down  err-disabled\n```') },
  {
    time: '02:19',
    play: async (night) =>
      night.ben.incidents.rate({
        ...(await id(night)),
        impact: 'high',
        urgency: 'medium',
        severity: 1,
        reason: 'checkout is at 47 %',
      }),
  },
  { time: '02:19:30', play: phoneCall },
  { time: '02:20', play: note('ada', 'Smart hands re-seated two optics in row C, not announced.', '02:09') },
  { time: '02:21', play: mergeIt },
  { time: '02:22', play: note('ada', 'Row C PDU-B lost power, both feeds.') },
  {
    time: '02:24',
    play: async (night) =>
      night.ada.incidents.correct({
        ...(await id(night)),
        seq: await night.seqOf('PDU-B lost power'),
        text: 'Wrong rack: PDU-B is fine, 231 V. The fault is the uplink port.',
      }),
  },
  { time: '02:25', play: edit({ title: 'Row C dark: core-sw1 down' }) },
  {
    time: '02:26',
    play: async (night) =>
      night.ben.incidents.note({
        ...(await id(night)),
        text: 'Bring the uplink port back before swapping.',
        kind: 'decision',
      }),
  },
  { time: '02:28', play: attach },
  { time: '02:29', play: note('ben', 'Console login is noc / hunter2-canary') },
  {
    time: '02:30',
    play: async (night) =>
      night.ben.incidents.redact({
        ...(await id(night)),
        seq: await night.seqOf('hunter2-canary'),
        reason: 'a password stood in it',
      }),
  },
  {
    time: '02:31',
    play: async (night) =>
      night.ben.incidents.hold({ ...(await id(night)), waitsFor: 'vendor', reason: 'carrier checks the patch' }),
  },
  { time: '02:33', play: escalate },
  { time: '02:35', play: note('ben', 'Carrier calls back at 02:40.') },
  { time: '02:36', play: followUp('Ask smart hands to announce their work', 'lou') },
  { time: '02:41', play: async (night) => night.ben.incidents.goOn({ ...(await id(night)), reason: 'patch is fine' }) },
  {
    time: '02:42',
    play: async (night) =>
      night.ada.incidents.putTickets({
        ...(await id(night)),
        tickets: [{ system: 'Carrier desk', id: 'SH-4471', url: 'https://tickets.example.org/SH-4471' }],
      }),
  },
  { time: '02:43', play: edit({ customerImpact: 'Half of all checkouts failed.' }) },
  {
    time: '02:44',
    play: async (night) =>
      night.ada.incidents.pin({
        ...(await id(night)),
        seq: await night.seqOf('Bring the uplink port back'),
        pinned: true,
      }),
  },
  { time: '02:46', play: ({ floor }) => rowC(floor, 'back') },
  {
    time: '02:49',
    play: async (night) => night.ben.incidents.moveTo({ ...(await id(night)), status: 'mitigated', at: at('02:47') }),
  },
  {
    time: '02:55',
    play: async (night) =>
      night.ben.incidents.moveTo({
        ...(await id(night)),
        status: 'resolved',
        resolution: 'Uplink port shut and started again.',
        rootCause: 'Port went into error-disabled when the optic was re-seated.',
      }),
  },
  {
    time: '02:55:30',
    play: async (night) =>
      night.ben.incidents.moveTo({ ...(await id(night)), status: 'open', reason: 'web2 still answers slowly' }),
  },
  { time: '02:56', play: followUp('Alert on error-disabled ports', 'ada', '2026-12-01') },
  {
    time: '02:56:30',
    play: note('ada', 'Cache of web2 was cold. <script>alert(1)</script> <img src=x onerror=alert(2)>'),
  },
  { time: '02:57', play: async (night) => night.ben.incidents.moveTo({ ...(await id(night)), status: 'resolved' }) },
  { time: '02:58', play: edit({ wentWell: 'Found within a quarter of an hour.' }) },
  {
    time: '02:58:10',
    play: edit({ wentBadly: 'Nobody knew of the smart hands.', lucky: 'The port came back at once.' }),
  },
  { time: '02:59', play: endFirstFollowUp },
  { time: '03:00', play: async (night) => night.ben.incidents.moveTo({ ...(await id(night)), status: 'closed' }) },
];
