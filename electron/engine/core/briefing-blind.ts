// What the monitor cannot see, or could not for a time.
import type { EngineTrouble } from '../../contract/model/health.ts';
import type { BlindFacts, BriefingFacts, GapFact, Some } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { counted, line, spell } from './briefing-words.ts';
import { listed } from './incident-words.ts';

/** Troubles that are about backups, messages and reports stand with those. */
const ELSEWHERE: ReadonlySet<EngineTrouble['code']> = new Set(['backup', 'delivery', 'reports']);
/** The trouble that a gap which still lasts is the other side of. */
const SAME: Readonly<Partial<Record<GapFact['reason'], EngineTrouble['code']>>> = {
  isolated: 'isolated',
  overloaded: 'lag',
};

const WHAT: Readonly<Record<EngineTrouble['code'], string>> = {
  lag: 'Checks are late',
  storage: 'The disk refuses writes',
  samples: 'Measured values are not kept',
  backup: 'Backup of the monitor',
  restored: 'The database was restored',
  internal: 'A fault in the monitor',
  isolated: 'The monitor is cut off',
  delivery: 'Messages do not go out',
  inbound: 'Signals from outside are not taken',
  runbooks: 'Runbooks',
  reports: 'Reports',
};

export const troubleItem = ({ code, message, since }: EngineTrouble, section: 'noisy' | 'capacity'): Draft =>
  draft({
    key: `trouble:${code}`,
    section,
    stance: 'watch',
    subject: WHAT[code],
    title: line(message, 400),
    state: 'trouble of the monitor itself',
    since,
  });

/** Those that belong to section 7. A channel that gave up messages is said by these. */
export const troublesElsewhere = ({ blind, deliveries }: BriefingFacts): readonly Draft[] =>
  blind.troubles
    .filter(({ code }) => ELSEWHERE.has(code))
    .filter(({ message }) => !deliveries.dead.some(({ channel }) => message.startsWith(`${channel} `)))
    .map((one) => troubleItem(one, 'capacity'));

const WHY: Readonly<Record<GapFact['reason'], string>> = {
  'engine-down': 'the engine was down',
  asleep: 'the machine slept',
  isolated: 'the monitor was cut off',
  overloaded: 'checks were late',
};

/** By reason: what goes on wants a look, what is over is a reason to doubt the figures. */
function gapItems({ gaps, troubles }: BlindFacts, { asOf }: BriefingFacts): readonly Draft[] {
  const said = new Set(troubles.map(({ code }) => code));
  const counted = gaps.filter(({ reason, to }) => to !== null || !said.has(SAME[reason] ?? 'internal'));
  return [...Map.groupBy(counted, ({ reason }) => reason)].map(([reason, times]) => {
    const lasts = times.some(({ to }) => to === null);
    const ms = times.reduce((sum, { from, to }) => sum + (to ?? asOf) - from, 0);
    const often = times.length === 1 ? '' : ` ${times.length} times,`;
    return draft({
      key: `gap:${reason}`,
      section: 'noisy',
      stance: lasts ? 'watch' : 'stable',
      subject: 'Not monitored',
      title: lasts ? `Nobody watches: ${WHY[reason]}` : `Nobody watched${often} ${spell(ms)} in all: ${WHY[reason]}`,
      state: lasts ? 'still so' : 'over',
      since: Math.min(...times.map(({ from }) => from)),
      until: lasts ? null : Math.max(...times.map(({ to }) => to ?? asOf)),
    });
  });
}

function hostKeyItems(questions: BlindFacts['hostKeys']): readonly Draft[] {
  const key = (one: BlindFacts['hostKeys'][number]) => `host-key:${one.address}:${one.port}:${one.algorithm}`;
  const changed = questions.filter(({ known }) => known !== null);
  const first = questions.filter(({ known }) => known === null);
  return [
    ...changed.map((one) =>
      draft({
        key: key(one),
        section: 'noisy',
        stance: 'watch',
        subject: `Host key of ${one.address}`,
        title: `Its key is not what it was: ${one.fingerprint}`,
        state: 'not answered, its checks over SSH say nothing',
        since: one.seenAt,
        facts: one.known === null ? [] : [`On record: ${one.known}`],
      }),
    ),
    ...(first.length === 0
      ? []
      : [
          draft({
            key: 'host-keys',
            covers: first.map(key),
            section: 'noisy',
            stance: 'watch',
            subject: counted(first.length, 'new host key'),
            title: `Nobody vouched for ${listed(first.map(({ address, port }) => `${address}${port === 22 ? '' : `:${port}`}`))}`,
            state: 'not answered, checks over SSH say nothing',
            since: Math.min(...first.map(({ seenAt }) => seenAt)),
          }),
        ]),
  ];
}

/** One item for many of a sort. */
function someItem(key: string, some: Some, noun: string, title: string): readonly Draft[] {
  const { count, names } = some;
  const [first = ''] = names;
  if (count === 0) return [];
  const more = count - names.length;
  return [
    draft({
      key: `blind:${key}`,
      section: 'noisy',
      stance: 'watch',
      subject: count === 1 ? first : counted(count, noun),
      title,
      state: 'not seen',
      facts: count === 1 ? [] : [`${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`],
    }),
  ];
}

export function blindItems(facts: BriefingFacts): readonly Draft[] {
  const { blind } = facts;
  const { neverRan, unknown, hostsWithoutCheck, hostsOff, checksOff } = blind;
  return [
    ...blind.troubles.filter(({ code }) => !ELSEWHERE.has(code)).map((one) => troubleItem(one, 'noisy')),
    ...gapItems(blind, facts),
    ...hostKeyItems(blind.hostKeys),
    ...(blind.vaultLocked
      ? [
          draft({
            key: 'vault',
            section: 'noisy',
            stance: 'watch',
            subject: 'Vault',
            title: 'The vault is locked: checks that need a secret cannot run',
            state: 'locked',
          }),
        ]
      : []),
    ...someItem('never-ran', neverRan, 'check', 'No result so far'),
    ...someItem('unknown', unknown, 'check', 'The last result says nothing'),
    ...someItem('no-check', hostsWithoutCheck, 'host', 'In the inventory, without any check'),
    ...someItem('hosts-off', hostsOff, 'host', 'All checks switched off'),
    ...someItem('checks-off', checksOff, 'check', 'Switched off'),
  ];
}
