// Alerts that are told together. Pure: a group, what it hears and the time → what to send now, and when to look again.
//
//   problem heard ── groupWait ──▶ told (problem) ──┬─ more heard ── groupInterval ──▶ told (update)
//        │ (SEV1: at once)                          ├─ stands ── repeatInterval ─────▶ told (repeat)
//        └─ recovers before: both cancel,           └─ last one recovers ── at once ─▶ told (all-clear), group ends
//           nobody is told
//
// As Alertmanager, save that an all-clear never waits. What was told is part of the state, so a restart or an edit of
// routes re-sends nothing. (spec: monitoring, "Alerts and correlation")
import type { Alert, AlertKind } from '../../contract/model/alert.ts';
import type { ChannelId, CheckId, RouteId } from '../../contract/model/ids.ts';
import type { NoticeKind, Route } from '../../contract/model/notice.ts';
import type { Severity } from '../../contract/model/severity.ts';

/** One check in a group. */
export interface Member {
  /** The last alert heard of it. */
  readonly alert: Alert;
  readonly bad: boolean;
  readonly flapping: boolean;
  /** Whether that alert was not told yet. */
  readonly isNews: boolean;
  /** When the group told of it last, epoch ms; null: never. */
  readonly toldAt: number | null;
}

export interface AlertGroup {
  readonly key: string;
  /** The same from the first message to the all-clear; without a point in it at first. */
  readonly conversation: string;
  readonly routeId: RouteId;
  readonly members: readonly Member[];
  /** When problems that wait for company go out, epoch ms; null: none waits. */
  readonly dueAt: number | null;
  /** When problems were last told, and recoveries; epoch ms. */
  readonly problemsToldAt: number | null;
  readonly recoveriesToldAt: number | null;
  /** The worst that was ever told in it. */
  readonly worstTold: Severity | null;
  /** The channels that were told of it: who heard of a problem hears that it is over, wherever the route leads by then. */
  readonly toldVia: readonly ChannelId[];
}

export type Timing = Pick<Route, 'groupWaitMs' | 'groupIntervalMs' | 'repeatIntervalMs'>;

/** What goes into one message. */
export interface Sending {
  readonly via: readonly ChannelId[];
  readonly kind: Extract<NoticeKind, 'problem' | 'update' | 'repeat' | 'all-clear'>;
  readonly items: readonly { readonly as: AlertKind | 'standing'; readonly alert: Alert }[];
}

export const newGroup = (key: string, conversation: string, routeId: RouteId): AlertGroup => ({
  key,
  conversation,
  routeId,
  members: [],
  dueAt: null,
  problemsToldAt: null,
  recoveriesToldAt: null,
  worstTold: null,
  toldVia: [],
});

const isOver = (member: Pick<Member, 'bad' | 'flapping'>): boolean => !member.bad && !member.flapping;

/** What a check is after an alert; null: it says that something is over that this group never knew. */
function memberAfter(before: Member | undefined, alert: Alert): Member | null {
  const { bad, flapping, toldAt } = before ?? { bad: false, flapping: false, toldAt: null };
  switch (alert.kind) {
    case 'problem':
    case 'change':
      return { alert, bad: true, flapping, isNews: true, toldAt };
    case 'flapping-start':
      return { alert, bad, flapping: true, isNews: true, toldAt };
    case 'recovery':
      return before ? { alert, bad: false, flapping, isNews: true, toldAt } : null;
    case 'flapping-stop':
      return before ? { alert, bad, flapping: false, isNews: true, toldAt } : null;
    default:
      return alert.kind satisfies never;
  }
}

/** When a problem heard at `at` goes out. SEV1 waits for nobody where nothing as bad was told yet. */
function dueFor(group: AlertGroup, { severity }: Alert, timing: Timing, at: number): number {
  const waited = at + (severity === 1 ? 0 : timing.groupWaitMs);
  if (group.problemsToldAt === null || (severity === 1 && group.worstTold !== 1)) return waited;
  return Math.max(waited, group.problemsToldAt + timing.groupIntervalMs);
}

/**
 * The group after it heard these alerts, in their order. `cancelled`: recoveries of problems that were never told; both are
 * out of it and nobody hears of either.
 */
export function hear(
  known: AlertGroup,
  alerts: readonly Alert[],
  timing: Timing,
  at: number,
): { readonly group: AlertGroup; readonly cancelled: readonly Alert[] } {
  const group = clockedBack(known, timing, at);
  const members = new Map<CheckId, Member>(group.members.map((member) => [member.alert.checkId, member]));
  const cancelled: Alert[] = [];
  let dueAt = group.dueAt ?? Number.POSITIVE_INFINITY;
  for (const alert of alerts) {
    const after = memberAfter(members.get(alert.checkId), alert);
    if (!after) continue;
    if (!isOver(after)) dueAt = Math.min(dueAt, dueFor(group, alert, timing, at));
    else if (after.toldAt === null) {
      members.delete(alert.checkId);
      cancelled.push(alert);
      continue;
    }
    members.set(alert.checkId, after);
  }
  const all = [...members.values()];
  const waits = all.some((member) => member.isNews && !isOver(member));
  return { group: { ...group, members: all, dueAt: waits ? dueAt : null }, cancelled };
}

/**
 * What is to be sent at `at`, and the group afterwards; a group without members has ended. `via`: where the route leads
 * now. `repeats` says of a standing problem whether it may be told again (nobody has it in hand, nothing silences it).
 */
export function take(
  known: AlertGroup,
  timing: Timing,
  at: number,
  { via, repeats }: { readonly via: readonly ChannelId[]; readonly repeats: (member: Member) => boolean },
): { readonly group: AlertGroup; readonly sending: Sending | null } {
  const group = clockedBack(known, timing, at);
  const problemsGo = group.dueAt !== null && group.dueAt <= at;
  const recoveriesDueAt = recoveriesDue(group, timing);
  const recoveriesGo = problemsGo || (recoveriesDueAt !== null && recoveriesDueAt <= at);
  const again = repeatDue(group, timing, at) ? group.members.filter((one) => mayRepeat(one) && repeats(one)) : [];
  const repeatGoes = again.some((member) => (member.toldAt ?? at) + timing.repeatIntervalMs <= at);
  const standing = new Set(repeatGoes ? again : []);

  const items: { as: AlertKind | 'standing'; alert: Alert }[] = [];
  const members: Member[] = [];
  let news = false;
  let problemNews = false;
  for (const member of group.members) {
    const over = isOver(member);
    if (member.isNews && (over ? recoveriesGo : problemsGo || repeatGoes)) {
      items.push({ as: member.alert.kind, alert: member.alert });
      news = true;
      problemNews ||= !over;
      if (!over) members.push({ ...member, isNews: false, toldAt: at });
    } else if (standing.has(member)) {
      items.push({ as: 'standing', alert: member.alert });
      members.push({ ...member, toldAt: at });
    } else members.push(member);
  }
  if (items.length === 0) return { group, sending: null };
  // What is left was never told: it is another conversation, or the other end would wait for its all-clear for ever.
  const isClear = group.worstTold !== null && members.every((member) => member.toldAt === null);
  if (isClear) {
    const rest = newGroup(group.key, nextConversation(group.conversation), group.routeId);
    return {
      group: { ...rest, members, dueAt: group.dueAt },
      sending: { kind: 'all-clear', items, via: group.toldVia },
    };
  }
  const onlyOver = items.every(({ as }) => as === 'recovery' || as === 'flapping-stop') && !problemNews;
  const kind = group.worstTold === null ? 'problem' : news ? 'update' : 'repeat';
  const worst = Math.min(...items.map(({ alert }) => alert.severity), group.worstTold ?? 4) as Severity;
  const after: AlertGroup = {
    ...group,
    members,
    dueAt: problemNews ? null : group.dueAt,
    problemsToldAt: problemNews || repeatGoes ? at : group.problemsToldAt,
    recoveriesToldAt: recoveriesGo ? at : group.recoveriesToldAt,
    worstTold: worst,
    toldVia: [...new Set([...group.toldVia, ...(onlyOver ? [] : via)])],
  };
  return { group: after, sending: { kind, items, via: onlyOver ? group.toldVia : via } };
}

/** When the group has something to send next, epoch ms; null: only news will tell. */
export function lookAt(group: AlertGroup, timing: Timing): number | null {
  const times = [group.dueAt, recoveriesDue(group, timing), nextRepeat(group, timing)];
  return times.reduce((soonest, at) => (at === null ? soonest : Math.min(soonest ?? at, at)), null);
}

/** 'a1' → 'a1.2' → 'a1.3'. */
function nextConversation(conversation: string): string {
  const [name, round = '1'] = conversation.split('.');
  return `${name}.${Number(round) + 1}`;
}

/**
 * The last recovery goes at once, and so does the first of several; those that follow close behind it share a message,
 * so that 300 hosts that come back within a minute are not 300 messages.
 */
function recoveriesDue(group: AlertGroup, { groupWaitMs }: Timing): number | null {
  if (!group.members.some(isOver)) return null;
  const isLast = group.members.every((member) => member.toldAt === null || isOver(member));
  if (isLast || group.recoveriesToldAt === null) return 0;
  return group.recoveriesToldAt + groupWaitMs;
}

/** It stands, people know it, and there is no news of it. */
const mayRepeat = (member: Member): boolean => member.toldAt !== null && !member.isNews && !isOver(member);

function nextRepeat({ members }: AlertGroup, { repeatIntervalMs }: Timing): number | null {
  if (repeatIntervalMs === 0) return null;
  const told = members.flatMap((member) => (mayRepeat(member) ? (member.toldAt ?? []) : []));
  return told.length === 0 ? null : told.reduce((first, at) => Math.min(first, at)) + repeatIntervalMs;
}

const repeatDue = (group: AlertGroup, timing: Timing, at: number): boolean =>
  (nextRepeat(group, timing) ?? Number.POSITIVE_INFINITY) <= at;

/** After the wall clock was set back nothing lies further in the future than it would for a group of now. */
function clockedBack(group: AlertGroup, timing: Timing, at: number): AlertGroup {
  const past = (time: number | null): number | null => (time === null ? null : Math.min(time, at));
  const latest = at + Math.max(timing.groupWaitMs, timing.groupIntervalMs);
  const isAhead = (time: number | null): boolean => time !== null && time > at;
  const { dueAt, problemsToldAt, recoveriesToldAt, members } = group;
  const told = members.some((member) => isAhead(member.toldAt));
  if (!told && !isAhead(problemsToldAt) && !isAhead(recoveriesToldAt) && (dueAt ?? 0) <= latest) return group;
  return {
    ...group,
    dueAt: dueAt === null ? null : Math.min(dueAt, latest),
    problemsToldAt: past(problemsToldAt),
    recoveriesToldAt: past(recoveriesToldAt),
    members: members.map((member) => ({ ...member, toldAt: past(member.toldAt) })),
  };
}
