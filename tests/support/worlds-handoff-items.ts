// What the briefing of the design's night says: two items somebody must act on, five to look at, six for their knowledge.
import type { BriefingItem } from '../../electron/contract/model/briefing.ts';
import type { CheckId, HostId, IncidentId } from '../../electron/contract/model/ids.ts';
import { checkIdOf, HOUR, hostIdOf, MINUTE, SECOND } from './worlds-build.ts';
import { madeItem } from './worlds-handoff-parts.ts';
import { runningClock } from './worlds-incidents-list.ts';

const of = (host: string, check = 'ping'): { readonly hostId: HostId; readonly checkId: CheckId } => ({
  hostId: hostIdOf(host),
  checkId: checkIdOf(host, check),
});

/** The next time the clock shows these minutes past `now`, on five minutes. */
export const soon = (now: number, minutes: number): number =>
  Math.round((now + minutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;

function unstableItems(now: number): readonly BriefingItem[] {
  return [
    madeItem('incident:i-412', 'incidents', 'unstable', 'INC-2026-0412', 'ams1-dist-sw02 down, 38 hosts behind', {
      ref: { incidentId: 'i-412' as IncidentId },
      severity: 1,
      status: 'down',
      state: 'acknowledged',
      owner: 'M. Okafor',
      since: now - 56 * MINUTE,
      facts: ['38 hosts are unreachable behind it: ams1 rows C and D.', 'Customers cannot pay in ams1.'],
      sla: runningClock('resolve', HOUR, 50 * MINUTE + 20 * SECOND, now),
      lastNoteAt: now - 4 * MINUTE,
    }),
    madeItem(
      'problem:fra2-db-07',
      'states',
      'unstable',
      'fra2-db-07',
      'Replication lag 1 240 s, vacuum still running',
      {
        ref: of('fra2-db-07', 'replication lag'),
        status: 'critical',
        state: 'critical',
        owner: 'R. Castellanos',
        since: now - 174 * MINUTE,
        sla: runningClock('resolve', 4 * HOUR, 149 * MINUTE, now),
        lastNoteAt: now - 11 * MINUTE,
      },
    ),
  ];
}

function watchItems(now: number): readonly BriefingItem[] {
  const clock = (share: number) => runningClock('resolve', 10 * HOUR, share * 10 * HOUR, now);
  return [
    madeItem('incident:i-409', 'incidents', 'watch', 'INC-2026-0409', 'fra2 row 4 on UPS feed B only', {
      ref: { incidentId: 'i-409' as IncidentId },
      ...{ severity: 3, status: 'warning', state: 'mitigated', owner: 'J. Lindqvist', sla: clock(0.48) },
      ...{ since: now - 7 * HOUR, lastNoteAt: now - 40 * MINUTE },
    }),
    madeItem('capacity:lon3-hyp-09:/var', 'capacity', 'watch', 'lon3-hyp-09', 'Disk /var 92 %, full in 2 d', {
      ref: of('lon3-hyp-09', 'disk /var'),
      ...{ status: 'warning', owner: 'A. Brandt', sla: clock(0.31), since: now - 48 * MINUTE, until: now + 50 * HOUR },
      facts: ['It grows by 4.1 GB a day, between 3.6 and 4.8 with 95 %.'],
    }),
    madeItem('problem:lon3-edge-rtr02', 'held', 'watch', 'lon3-edge-rtr02', '2 of 4 sessions idle, carrier work', {
      ref: of('lon3-edge-rtr02', 'bgp sessions'),
      ...{ status: 'warning', state: 'acknowledged', owner: 'M. Okafor', sla: clock(0.55) },
      ...{ since: now - 2 * HOUR, until: soon(now, 36) },
    }),
    madeItem('window:chg-20931', 'maintenance', 'watch', 'CHG-20931', 'lon3 patching, node 13 of 14', {
      ...{ status: 'maintenance', owner: 'A. Brandt', since: now - 3 * HOUR, until: soon(now, 20) },
    }),
    madeItem('problem:fra2-store-03', 'noisy', 'watch', 'fra2-store-03', 'SMART unread since 02:11', {
      ref: of('fra2-store-03', 'smart /dev/sdc'),
      ...{ status: 'unknown', owner: 'J. Lindqvist', sla: clock(0.2), since: now - 223 * MINUTE },
    }),
  ];
}

function stableItems(now: number): readonly BriefingItem[] {
  const past = (minutes: number) => ({ since: now - minutes * MINUTE - HOUR, until: now - minutes * MINUTE });
  return [
    madeItem(
      'incident:i-411',
      'resolved',
      'stable',
      'INC-2026-0411',
      'lon3 latency, resolved 04:12, cold cache',
      past(102),
    ),
    madeItem('problem:ams1-web-22', 'resolved', 'stable', 'ams1-web-22', 'recovered 03:02 with row C', past(172)),
    madeItem('problem:ams1-mail-02', 'resolved', 'stable', 'ams1-mail-02', 'queue empty since 03:40', past(134)),
    madeItem('problem:lon3-dns-01', 'resolved', 'stable', 'lon3-dns-01', 'certificate renewed, 90 d', past(200)),
    madeItem('backup:ams1', 'resolved', 'stable', 'ams1 backup', 'ended 05:02, 62 min late, third night', past(52)),
    madeItem('window:chg-20922', 'resolved', 'stable', 'fra2-core-sw02', 'firmware done 05:41, CHG-20922', past(13)),
  ];
}

export const nightItems = (now: number): readonly BriefingItem[] => [
  ...unstableItems(now),
  ...watchItems(now),
  ...stableItems(now),
];
