// The incident of the design pictures: a dead switch, 38 hosts behind it, and a timeline with an entry of every kind; or the
// same night gone on for as many entries as somebody asks for.
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { EntryKind } from '../../electron/contract/model/journal.ts';
import type { TimelineEntry } from '../../electron/contract/model/timeline.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { chance, checkIdOf, HOUR, hostIdOf, MINUTE, SECOND } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { keepTimeline, madeUpEntry, madeUpIncident } from './worlds-incidents.ts';
import { endedClock, heldProblem, runningClock } from './worlds-incidents-list.ts';

export const NIGHT_ID = 'i-412' as IncidentId;
const SWITCH = 'ams1-dist-sw02';
const FIRST_SEQ = 18_231;

/** A small picture of two ports, one with its latch open: PNG, base64. */
export const OPTIC_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAABgCAMAAACt+YmrAAAADFBMVEUUGiZGVGgMDhK+oFDIHlT3AAAAZ0lEQVR42u3ZOxIAERRFQZ/971kmRGGo' +
  'KX0WcKujFxCCJEmSJEmqxcm+2gEEBAS8BUyD9YCrO4CAgICAgICAgICAgICAgIAvAr1u7QHmRoCAfwLO7wC+Dtx1qAEB/dWdA0qSJEnSwQpkrSMB' +
  'Ay1cMAAAAABJRU5ErkJggg==';
export const OPTIC_BYTES = 184;

const okafor = { type: 'operator', name: 'M. Okafor' } as const;
const brandt = { type: 'operator', name: 'A. Brandt' } as const;
const lindqvist = { type: 'operator', name: 'J. Lindqvist' } as const;

type Part = Partial<TimelineEntry> & { readonly kind: EntryKind };
/** Seconds after the first bad result, and what was written then. */
type Written = readonly [afterS: number, part: Part];

const PORTS = [
  '**What does the core side say?**',
  '```',
  '$ show interfaces status Ethernet48',
  'Ethernet48  100G  9100  rs  Uplink-dist-sw02  oper down  admin up',
  '$ show interfaces counters errors Ethernet48',
  'rx_err 41 882  fcs 41 870  last 02:30:56 err-disabled',
  '```',
].join('\n');

const NIGHT: readonly Written[] = [
  [
    0,
    {
      kind: 'check-state',
      text: `${SWITCH} ping critical, soft 1 of 3: 5 of 5 packets lost`,
      hostId: hostIdOf(SWITCH),
      checkId: checkIdOf(SWITCH, 'ping'),
      data: { status: 'critical' },
    },
  ],
  [
    30,
    {
      kind: 'alert',
      text: `${SWITCH} down: 5 of 5 packets lost; 38 hosts unreachable behind it, their alerts held back`,
      hostId: hostIdOf(SWITCH),
      checkId: checkIdOf(SWITCH, 'ping'),
      data: { told: 'problem', severity: 1 },
    },
  ],
  [30, { kind: 'status', text: 'Incident opened by policy parent-down, SEV2 from high impact, medium urgency' }],
  [31, { kind: 'delivery', text: 'Told: desktop, sound, PagerDuty (1.2 s), e-mail to noc (0.8 s)' }],
  [
    152,
    {
      kind: 'acknowledgement',
      text: 'Acknowledged, sticky: "Row C dark on the map, starting the switch runbook"',
      actor: okafor,
    },
  ],
  [164, { kind: 'roles', text: 'Lead M. Okafor, scribe A. Brandt, operator J. Lindqvist', actor: okafor }],
  [222, { kind: 'problems', text: '38 problems behind ams1-dist-sw02 belong to it', actor: okafor }],
  [
    234,
    {
      kind: 'suppression',
      text: '38 alerts held back, behind ams1-dist-sw02',
      data: { held: { reason: 'unreachable' } },
    },
  ],
  [263, { kind: 'details', text: 'Customer impact written', body: 'checkout at 47 %', actor: brandt }],
  [
    312,
    {
      kind: 'note',
      text: 'Note',
      body: 'No planned work in row C tonight. Asking for the port counters on the core side.',
      actor: lindqvist,
    },
  ],
  [
    424,
    {
      kind: 'severity',
      text: 'SEV2 to SEV1: 15 of 32 checkout hosts left, 6.2 % errors',
      data: { from: 2, to: 1, impact: 'high', urgency: 'high', reason: '15 of 32 checkout hosts left, 6.2 % errors' },
      actor: okafor,
    },
  ],
  [424, { kind: 'sla', text: 'Clocks restarted from detection: resolve within 1 h, update every 15 min' }],
  [519, { kind: 'note', text: 'Note', body: PORTS, actor: okafor }],
  [562, { kind: 'note', text: 'Note', body: 'Row C PDU-B lost power, both feeds.', actor: brandt }],
  [
    612,
    {
      kind: 'note',
      text: 'Note',
      body: 'Smart hands: two optics in row C were re-seated at 02:29 for ticket SH-4471, not announced.',
      actor: lindqvist,
    },
  ],
  [
    654,
    {
      kind: 'correction',
      text: 'Correction of entry 18244 by A. Brandt',
      body: 'Wrong rack. PDU-B is fine, 231 V, 11.8 A. The fault is the uplink port.',
      actor: brandt,
    },
  ],
  [
    693,
    {
      kind: 'decision',
      text: 'Decision',
      body: 'The port was **shut by error detection**: bring it back.',
      actor: okafor,
    },
  ],
  [
    727,
    {
      kind: 'escalation',
      text: 'Escalation of "ams1-dist-sw02 down" to carrier desk and S. Varga, with the context; accepted after 47 s',
      actor: okafor,
    },
  ],
  [
    852,
    {
      kind: 'attachment',
      text: 'row-c-u31-optic.png (184 B, image/png) attached by J. Lindqvist',
      body: 'latch not closed on the left optic',
      attachment: {
        sha256: `71be09${'4'.repeat(58)}`,
        bytes: OPTIC_BYTES,
        name: 'row-c-u31-optic.png',
        type: 'image/png',
      },
      actor: lindqvist,
    },
  ],
  [968, { kind: 'status', text: 'Mitigated: the uplink port is back, checkout recovers', actor: okafor }],
];

/** Entries that were written down later, ms. */
const LATE: ReadonlyMap<number, number> = new Map([[14, 222 * SECOND]]);

function nightEntries(detectedAt: number): readonly TimelineEntry[] {
  return NIGHT.map(([afterS, part], at) => {
    const occurredAt = detectedAt + afterS * SECOND;
    const recordedAt = occurredAt + (LATE.get(at) ?? 100 + Math.round(chance('lag', at) * 400));
    const corrected =
      at === 13 ? { uuid: `entry-${FIRST_SEQ + 15}`, seq: FIRST_SEQ + 15, at: detectedAt + 654 * SECOND } : null;
    return madeUpEntry({ ...part, seq: FIRST_SEQ + at, occurredAt, recordedAt, correctedBy: corrected });
  });
}

const LONG_NIGHT: readonly ((at: number) => Part)[] = [
  (at) => ({
    kind: 'check-state',
    text: `${SWITCH} ping ${at % 8 === 0 ? 'critical' : 'ok'}, hard: ${at % 8 === 0 ? '5 of 5 packets lost' : '0.4 ms'}`,
    hostId: hostIdOf(SWITCH),
    data: { status: at % 8 === 0 ? 'critical' : 'ok' },
  }),
  (at) => ({ kind: 'delivery', text: `PagerDuty delivered message ${at} in 0.8 s` }),
  (at) => ({
    kind: 'note',
    text: 'Note',
    body: `Counter reading ${at}: no new errors on *Ethernet48*.`,
    actor: okafor,
  }),
  (at) => ({
    kind: 'note',
    text: 'Note',
    body: `Reading ${at}:\n\n- rx ${at * 7} packets\n- tx ${at * 5} packets\n\nnothing else of note on any of the ports that were looked at in row C.`,
    actor: brandt,
  }),
  (at) => ({ kind: 'sla', text: `Update is due again in 15 min (${at})` }),
];

function longNight(detectedAt: number, entries: number, now: number): readonly TimelineEntry[] {
  const stepMs = (now - detectedAt) / entries;
  return Array.from({ length: entries }, (_, at) => {
    const part = LONG_NIGHT[at % LONG_NIGHT.length]?.(at) ?? { kind: 'status' as const };
    return madeUpEntry({ ...part, seq: FIRST_SEQ + at, occurredAt: Math.round(detectedAt + at * stepMs) });
  });
}

/** The night's world with its incident. With more than 20 `entries` the timeline is as long as that, over three days. */
export function incidentNight(now: number, entries = 20): Snapshot {
  const world = designNight(now);
  const incident = nightIncident(world, now);
  const isLong = entries > 20;
  keepTimeline(NIGHT_ID, isLong ? longNight(now - 72 * HOUR, entries, now) : nightEntries(detectedAtOf(now)));
  return { ...world, incidents: [...world.incidents, incident] };
}

/** The pictures are of 16 minutes and 23 seconds after it was detected. */
const detectedAtOf = (now: number): number => now - 16 * MINUTE - 23 * SECOND;

function nightIncident(world: Snapshot, now: number): Incident {
  const detectedAt = detectedAtOf(now);
  const behind = world.problems
    .filter(({ because }) => because === hostIdOf(SWITCH))
    .flatMap(({ hostId }) => world.hosts.find(({ id }) => id === hostId)?.name ?? []);
  const open = (host: string) => ({ ...heldProblem(host, 'ping', now, now - detectedAt) });
  return madeUpIncident({
    id: NIGHT_ID,
    number: 'INC-2026-0412',
    title: `${SWITCH} down, 38 hosts behind`,
    summary: `The uplink port of ${SWITCH} was shut by error detection after two optics in row C were re-seated.`,
    customerImpact: 'checkout at 47 %',
    rootHostId: hostIdOf(SWITCH),
    status: 'mitigated',
    severity: 1,
    impact: 'high',
    urgency: 'high',
    computedSeverity: 1,
    openedAt: detectedAt + 30 * SECOND,
    openedBy: 'the engine',
    policy: 'parent-down',
    roles: { lead: 'M. Okafor', scribe: 'A. Brandt', operator: 'J. Lindqvist', liaison: '', next: 'S. Varga' },
    milestones: [
      { kind: 'impact', at: detectedAt, source: `check ${SWITCH} ping`, opening: 1 },
      { kind: 'detected', at: detectedAt, source: `check ${SWITCH} ping`, opening: 1 },
      { kind: 'acknowledged', at: detectedAt + 152 * SECOND, source: 'M. Okafor', opening: 1 },
      { kind: 'mitigated', at: detectedAt + 968 * SECOND, source: 'M. Okafor', opening: 1 },
    ],
    problems: [open(SWITCH), ...behind.map((host) => ({ ...open(host), status: 'unreachable' as const }))],
    followUps: [
      {
        id: 'f-1',
        text: 'Announce work on optics before it is done',
        owner: 'S. Varga',
        dueOn: '2026-11-20',
        doneAt: null,
        doneBy: '',
      },
      { id: 'f-2', text: 'Second uplink for row C', owner: '', dueOn: '2027-01-15', doneAt: null, doneBy: '' },
      {
        id: 'f-3',
        text: 'Ring the carrier back',
        owner: 'M. Okafor',
        dueOn: '',
        doneAt: now - 2 * MINUTE,
        doneBy: 'M. Okafor',
      },
    ],
    tickets: [
      { system: 'Smart hands', id: 'SH-4471', url: 'https://hands.example/SH-4471' },
      { system: 'Carrier desk', id: 'C-99120', url: '' },
    ],
    tags: ['row-c', 'checkout'],
    lastWordAt: now - 131 * SECOND,
    clocks: [
      endedClock('acknowledge', 5 * MINUTE, 152 * SECOND, detectedAt + 152 * SECOND),
      runningClock('resolve', HOUR, 16 * MINUTE + 23 * SECOND, now),
      runningClock('update', 15 * MINUTE, 131 * SECOND, now),
    ],
  });
}
