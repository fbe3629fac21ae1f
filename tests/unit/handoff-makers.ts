// Briefings and hand-overs for tests of their rules, made by hand.
import type { Briefing, BriefingItem } from '../../electron/contract/model/briefing.ts';
import { BRIEFING_SECTIONS } from '../../electron/contract/model/briefing.ts';
import type { Handoff, Signature } from '../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import type { Stretch } from '../../electron/engine/core/handoff-shift.ts';
import type { HandoffRuled, HandoffRuling } from '../../electron/engine/core/handoff-state.ts';
import { begin, freeze, ready } from '../../electron/engine/core/handoff-writing.ts';
import { isRefused } from '../../electron/engine/core/incident-words.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const NOW = Date.parse('2026-11-20T05:40:00Z');
export const MO = 'M. Okafor';
export const AB = 'A. Brandt';

export const item = (key: string, more: Partial<BriefingItem> = {}): BriefingItem => ({
  key,
  section: 'states',
  stance: 'watch',
  ref: {},
  severity: null,
  status: null,
  subject: key,
  title: `${key} is bad`,
  state: 'critical, unhandled',
  owner: '',
  since: NOW - HOUR,
  until: null,
  facts: [],
  tried: [],
  sla: null,
  lastNoteAt: null,
  ...more,
});

/** SEV1 and nobody mitigated it. */
export const INCIDENT = item('incident:412', {
  section: 'incidents',
  stance: 'unstable',
  severity: 1,
  subject: 'INC-2026-0412',
  title: 'ams1-dist-sw02 down, 38 hosts behind',
  state: 'open',
  owner: MO,
});
export const REPLICA = item('problem:7', { subject: 'fra2-db-07', title: 'Replication lag 1 190 s' });
export const ENDED = item('incident:411', { section: 'resolved', stance: 'stable', state: 'closed by Ada' });

export function briefing(items: readonly BriefingItem[], asOf = NOW): Briefing {
  const spread = { n: 0, medianMs: null, p90Ms: null, maxMs: null, meanMs: null };
  return {
    asOf,
    from: NOW - 8 * HOUR,
    until: NOW + 8 * HOUR,
    sections: BRIEFING_SECTIONS.map((id) => ({ id, title: id, items: items.filter(({ section }) => section === id) })),
    figures: {
      ...{ from: NOW - 8 * HOUR, to: asOf, alerts: 63, operators: 1, perHour: 7.9, peakTenMinutes: 12 },
      ...{ timeToAcknowledge: spread, unacknowledged: 0, timeToResolve: spread },
      ...{ incidentsOpened: 3, incidentsClosed: 1, sla: { kept: 1, of: 1 }, slots: { startsAt: [], alerts: [] } },
    },
    forecasts: [],
    head: { seq: 12, hash: 'b'.repeat(64) },
  };
}

export const STRETCH: Stretch = {
  shift: { key: 'night-a/2026-11-19', name: 'Night A', from: NOW - 8 * HOUR, to: NOW + 20 * MINUTE },
  next: { key: 'early-b/2026-11-20', name: 'Early B', from: NOW + 20 * MINUTE, to: NOW + 8 * HOUR },
  incoming: AB,
};

export const at = (by: string, now = NOW) => ({ by, now });
export const signed = (by: string, now = NOW): Signature => ({
  by,
  at: now,
  head: { seq: 12, hash: 'b'.repeat(64) },
  withPin: true,
  desk: '',
});

/** What a rule answered; a refusal fails the test. */
export function done(ruling: HandoffRuling): Handoff {
  if (isRefused(ruling)) throw new Error(`refused: ${ruling.fields.map(({ message }) => message).join('; ')}`);
  return ruling.after;
}

/** What it was refused for; '' where it was not. */
export const refusal = (ruling: HandoffRuling | null): string =>
  ruling !== null && isRefused(ruling) ? ruling.fields.map(({ message }) => message).join('; ') : '';

export const begun = (more: Partial<Parameters<typeof begin>[0]> = {}, moment = at(MO)): HandoffRuled =>
  begin(
    {
      id: 'h1' as HandoffId,
      stretch: STRETCH,
      incoming: '',
      last: null,
      briefing: briefing([INCIDENT, REPLICA]),
      ...more,
    },
    moment,
  );

export const tryReady = (handoff: Handoff, now: Briefing, override = '', moment = at(MO)): HandoffRuling =>
  ready(freeze(handoff, now), override, {
    ...moment,
    signature: signed(MO, moment.now),
    hash: 'a'.repeat(64),
  });
