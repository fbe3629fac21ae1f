// Pure: a window as the text of its form, and back into what the engine takes.
import type { FieldError } from '../../../../electron/contract/api/errors.ts';
import type { CheckId, HostId } from '../../../../electron/contract/model/ids.ts';
import type { MaintenanceWindow, WindowDraft } from '../../../../electron/contract/model/maintenance.ts';
import type { ScopeDraft } from '../../../../electron/contract/model/scope.ts';
import { durationText, parseDuration } from '../../../lib/duration-text.ts';
import { parseWall, wallText } from '../../../lib/local-time.ts';
import { fromRule, ONCE, type Repeat, startDay, toRule } from './recurrence.ts';

export interface WindowText {
  readonly name: string;
  readonly change: string;
  readonly notes: string;
  readonly hostIds: readonly string[];
  readonly checkIds: readonly string[];
  readonly tags: readonly string[];
  readonly sites: readonly string[];
  /** Wall times of `zone`: '2026-11-24 22:00'. */
  readonly start: string;
  /** The same, or how long: '4 h'. */
  readonly end: string;
  readonly zone: string;
  readonly isFlexible: boolean;
  readonly lasts: string;
  readonly repeat: Repeat;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;

interface Beginning {
  readonly scope?: ScopeDraft | undefined;
  readonly startsAt?: number | undefined;
  readonly zone: string;
}

/** A new window: from the next quarter of an hour on, for two hours. */
export function newWindow({ scope = {}, startsAt, zone }: Beginning, now: number): WindowText {
  const start = startsAt ?? Math.ceil(now / QUARTER) * QUARTER;
  const { hostIds = [], checkIds = [], tags = [], sites = [] } = scope;
  return {
    name: '',
    change: '',
    notes: '',
    hostIds,
    checkIds,
    tags,
    sites,
    start: wallText(start, zone),
    end: wallText(start + 2 * HOUR, zone),
    zone,
    isFlexible: false,
    lasts: '1 h',
    repeat: ONCE,
  };
}

export function textOf(window: MaintenanceWindow): WindowText {
  const { scope, flexibleMs, startsAt, endsAt, rrule, ...rest } = window;
  return {
    name: rest.name,
    change: rest.change,
    notes: rest.notes,
    ...scope,
    start: wallText(startsAt, rest.zone),
    end: wallText(endsAt, rest.zone),
    zone: rest.zone,
    isFlexible: flexibleMs !== null,
    lasts: durationText(flexibleMs ?? HOUR),
    repeat: fromRule(rrule),
  };
}

export interface Times {
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** What the two fields mean, epoch ms; null where one is no time. An end may be a length: '4 h', '90 min'. */
export function timesOf({ start, end, zone }: Pick<WindowText, 'start' | 'end' | 'zone'>, now: number): Times {
  const startsAt = parseWall(start, zone, now);
  const length = /[a-z]/i.test(end) ? parseDuration(end) : null;
  if (startsAt !== null && length !== null) return { startsAt, endsAt: startsAt + length };
  // A bare time is the next one after the start.
  return { startsAt, endsAt: parseWall(end, zone, startsAt ?? now) };
}

/** Another start takes the end along, so that the work stays as long as it was. */
export function withStart(text: WindowText, start: string, now: number): WindowText {
  const before = timesOf(text, now);
  const startsAt = parseWall(start, text.zone, now);
  // Only a whole date: while somebody is still typing, nothing moves.
  const whole = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(start);
  if (!whole || startsAt === null || before.startsAt === null || before.endsAt === null || /[a-z]/i.test(text.end))
    return { ...text, start };
  return { ...text, start, end: wallText(startsAt + before.endsAt - before.startsAt, text.zone) };
}

/** Whether it names anything at all. */
export const hasScope = ({ hostIds, checkIds, tags, sites }: WindowText): boolean =>
  hostIds.length + checkIds.length + tags.length + sites.length > 0;

export type Read = { readonly window: WindowDraft } | { readonly fields: readonly FieldError[] };

/** The form as the engine takes it, or what is wrong with it before anybody is asked. */
export function read(text: WindowText, now: number): Read {
  const { startsAt, endsAt } = timesOf(text, now);
  const flexibleMs = text.isFlexible ? parseDuration(text.lasts) : null;
  const fields = [
    text.name.trim() === '' && { path: 'name', message: 'say what the work is' },
    !hasScope(text) && { path: 'scope', message: 'name at least one host, tag, site or check' },
    startsAt === null && { path: 'startsAt', message: 'must be a time like 2026-11-24 22:00, or 22:00' },
    endsAt === null && { path: 'endsAt', message: 'must be a time like 2026-11-25 02:00, or a length like 4 h' },
    startsAt !== null &&
      endsAt !== null &&
      endsAt - startsAt < MINUTE && { path: 'endsAt', message: 'must be at least a minute after the start' },
    text.isFlexible && flexibleMs === null && { path: 'flexibleMs', message: 'must be a length like 1 h or 45 min' },
    text.repeat.kind === 'rule' &&
      text.repeat.rule.trim() === '' && { path: 'rrule', message: 'type a rule, or choose Once' },
  ].filter((field) => field !== false);
  if (fields.length > 0 || startsAt === null || endsAt === null) return { fields };
  return {
    window: {
      name: text.name.trim(),
      change: text.change.trim(),
      notes: text.notes,
      scope: {
        hostIds: text.hostIds as HostId[],
        checkIds: text.checkIds as CheckId[],
        tags: [...text.tags],
        sites: [...text.sites],
      },
      startsAt,
      endsAt,
      flexibleMs,
      rrule: toRule(text.repeat, startDay(wallText(startsAt, text.zone))),
      zone: text.zone,
    },
  };
}
