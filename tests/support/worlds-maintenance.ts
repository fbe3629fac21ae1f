// The night of the design pictures with its planned work and mutes: problems held back for every usual reason, windows
// that run, wait, come back, collide, are called off and were declared afterwards; and the same with far too many of them.
import type { MuteId, WindowId } from '../../electron/contract/model/ids.ts';
import { type MaintenanceWindow, type WindowDraft, windowInput } from '../../electron/contract/model/maintenance.ts';
import type { Mute } from '../../electron/contract/model/mute.ts';
import type { Hold, Problem } from '../../electron/contract/model/problem.ts';
import type { ScopeDraft } from '../../electron/contract/model/scope.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { statusOf } from './scripted-calendar.ts';
import { chance, checkIdOf, HOUR, hostIdOf, MINUTE } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';

const DAY = 24 * HOUR;
const zone = 'Europe/Amsterdam';

type More = Partial<Omit<MaintenanceWindow, 'id' | keyof WindowDraft>> & Partial<WindowDraft>;

function window(
  id: string,
  name: string,
  change: string,
  from: number,
  to: number,
  scope: ScopeDraft,
  more: More = {},
): MaintenanceWindow {
  const {
    by = 'A. Brandt',
    skipped = [],
    endedEarly = [],
    begun = [],
    declaredLate = false,
    createdAt,
    ...rest
  } = more;
  const input = windowInput.parse({ name, change, scope, startsAt: from, endsAt: to, zone, ...rest });
  return {
    ...input,
    id: id as WindowId,
    by,
    createdAt: createdAt ?? from - DAY,
    declaredLate,
    skipped,
    endedEarly,
    begun,
  };
}

const range = (site: string, role: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => hostIdOf(`${site}-${role}-${String(from + at).padStart(2, '0')}`));

/** To the quarter of an hour, so that the calendar looks like one. */
const quarter = (at: number): number => Math.round(at / (15 * MINUTE)) * 15 * MINUTE;

function windows(now: number): readonly MaintenanceWindow[] {
  const at = (ms: number): number => quarter(now + ms);
  return [
    window('w-kernel', 'lon3 k8s kernel patching', 'CHG-20931', at(-1.5 * HOUR), at(1.5 * HOUR), {
      hostIds: range('lon3', 'k8s', 23, 36),
    }),
    window('w-restore', 'ams1 restore test', 'CHG-20940', at(30 * MINUTE), at(HOUR), {
      hostIds: [hostIdOf('ams1-store-01'), hostIdOf('ams1-store-02')],
    }),
    window(
      'w-core',
      'fra2 core switch upgrade',
      'CHG0031337',
      at(DAY + 2 * HOUR),
      at(DAY + 6 * HOUR),
      { hostIds: [hostIdOf('fra2-core-sw01'), hostIdOf('fra2-core-sw02')], sites: [] },
      {
        notes:
          'J. Lindqvist on site. If it is not back by 04:00: old image from flash, then call the vendor, case 88213.',
      },
    ),
    window(
      'w-net',
      'Network firmware, all sites',
      'CHG0031340',
      at(DAY + 4 * HOUR),
      at(DAY + 9 * HOUR),
      { tags: ['network'] },
      { by: 'J. Lindqvist' },
    ),
    window(
      'w-backup',
      'Weekly restore drill',
      '',
      at(-5 * DAY + 3 * HOUR),
      at(-5 * DAY + 5 * HOUR),
      { tags: ['data'] },
      { rrule: 'FREQ=WEEKLY', by: 'M. Okafor' },
    ),
    window(
      'w-reboot',
      'Nightly reboot of the kiosks',
      '',
      at(-9 * DAY + 5 * HOUR),
      at(-9 * DAY + 5.5 * HOUR),
      { hostIds: range('lon3', 'svc', 5, 8) },
      {
        rrule: 'FREQ=DAILY',
        skipped: [at(2 * DAY + 5 * HOUR)],
      },
    ),
    window(
      'w-ups',
      'lon3 UPS battery swap',
      'CHG-20950',
      at(2.6 * DAY),
      at(2.6 * DAY + 5 * HOUR),
      { sites: ['lon3'] },
      { flexibleMs: HOUR },
    ),
    window(
      'w-late',
      'ams1 uplink, carrier work',
      'CHG0031299',
      at(-27 * HOUR),
      at(-25 * HOUR),
      { hostIds: [hostIdOf('ams1-edge-rtr01')] },
      {
        declaredLate: true,
        createdAt: now - 20 * HOUR,
      },
    ),
  ];
}

const mutes = (now: number): readonly Mute[] => [
  {
    id: 'm-queue' as MuteId,
    scope: { hostIds: [], checkIds: [checkIdOf('ams1-mail-02', 'deferred queue')], tags: [], sites: [] },
    by: 'M. Okafor',
    reason: 'Newsletter goes out, drains by itself',
    createdAt: now - 12 * MINUTE,
    until: now + 48 * MINUTE,
  },
  {
    id: 'm-disk' as MuteId,
    scope: { hostIds: [hostIdOf('lon3-hyp-09')], checkIds: [], tags: [], sites: [] },
    by: 'A. Brandt',
    reason: '',
    createdAt: now - 5 * MINUTE,
    until: now + 4.2 * HOUR,
  },
];

/** The holds of the night, by host and check. */
function heldNow(problem: Problem, now: number): Hold | null {
  if (problem.held?.reason === 'maintenance') {
    return { reason: 'maintenance', by: 'lon3 k8s kernel patching', until: quarter(now + 1.5 * HOUR), ref: 'w-kernel' };
  }
  switch (problem.hostId) {
    case hostIdOf('ams1-mail-02'):
      return { reason: 'muted', by: 'M. Okafor', until: now + 48 * MINUTE, ref: 'm-queue' };
    case hostIdOf('lon3-hyp-09'):
      return { reason: 'muted', by: 'A. Brandt', until: now + 4.2 * HOUR, ref: 'm-disk' };
    case hostIdOf('lon3-dns-01'):
      return { reason: 'outside-hours', by: 'Nights', until: quarter(now + 3 * HOUR) };
    case hostIdOf('fra2-store-03'):
      return { reason: 'verifying', by: 'fra2-acc-sw03' };
    default:
      return problem.held;
  }
}

/** The design night, planned work and mutes with it. */
export function plannedNight(now: number): Snapshot {
  const night = designNight(now);
  const problems = night.problems.map((problem): Problem => {
    const held = heldNow(problem, now);
    return {
      ...problem,
      held,
      toldAt: held && held.reason !== 'acknowledged' ? null : problem.toldAt,
      severity: problem.hostId === hostIdOf('ams1-dist-sw02') ? 1 : problem.severity,
    };
  });
  return { ...night, problems, windows: windows(now).map((one) => statusOf(one, now)), mutes: mutes(now) };
}

const WORK = ['firmware', 'kernel patching', 'certificate renewal', 'disk swap', 'rack move', 'failover test'] as const;

/** A freeze is about to begin: forty windows within five days, most of them over each other. */
export function plannedStorm(now: number): Snapshot {
  const night = plannedNight(now);
  const sites = ['ams1', 'fra2', 'lon3'] as const;
  const many = Array.from({ length: 40 }, (_, at) => {
    const site = sites[at % 3] ?? 'ams1';
    const from = quarter(now + (chance('storm', at) * 5 - 0.6) * DAY);
    const length = quarter((0.5 + chance('length', at) * 5) * HOUR);
    const role = at % 2 === 0 ? 'web' : 'app';
    const hosts = range(site, role, 1 + (at % 5), 8 + (at % 9));
    const name = `${site} ${role} ${WORK[at % WORK.length]}`;
    return window(`w-many-${at}`, name, `CHG00314${String(at).padStart(2, '0')}`, from, from + length, {
      hostIds: hosts,
    });
  });
  return { ...night, windows: [...night.windows, ...many.map((one) => statusOf(one, now))] };
}
