// Ways to tell people and which alert goes where, as a made-up floor has them; and what was sent in the last hours.
import type { ChannelId, PolicyId, RouteId } from '../../electron/contract/model/ids.ts';
import {
  type Channel,
  channel,
  type Delivery,
  type DeliveryHealth,
  type Notice,
  type NoticeItem,
  type NoticeKind,
  type Route,
  route,
} from '../../electron/contract/model/notice.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Severity } from '../../electron/contract/model/severity.ts';
import { chance, HOUR, MINUTE, SECOND } from './worlds-build.ts';

export const channelIdOf = (name: string): ChannelId => `ch-${name}` as ChannelId;
export const routeIdOf = (name: string): RouteId => `r-${name}` as RouteId;

export const CHANNELS: readonly Channel[] = [
  { id: 'desk', name: 'Desktop', kind: 'desktop' },
  { id: 'sound', name: 'Sound of the floor', kind: 'sound' },
  {
    id: 'mail',
    name: 'NOC mailbox',
    kind: 'email',
    config: {
      host: 'mail.example.net',
      port: 587,
      user: 'watchfloor',
      password: { $secret: 'channel/mail' },
      to: ['noc@example.net'],
    },
  },
  { id: 'chat', name: 'Chat #noc', kind: 'slack', config: { url: { $secret: 'channel/chat' } } },
  { id: 'page', name: 'Pager', kind: 'pagerduty', config: { routingKey: { $secret: 'channel/page' } } },
  {
    id: 'desk2',
    name: 'Service desk',
    kind: 'webhook',
    config: { url: 'https://desk.example.net/hooks/noc' },
    enabled: false,
    title: 'SEV{{severity}} {{host}}: {{status}}',
  },
].map(({ id, ...rest }) => channel.parse({ ...rest, id: channelIdOf(id) }));

export const routesWith = (policyId: string | null): readonly Route[] =>
  [
    {
      id: 'wake',
      name: 'Wake somebody',
      severities: [1, 2],
      channelIds: ['sound', 'desk', 'page'].map(channelIdOf),
      policyId: policyId as PolicyId | null,
      groupWaitMs: 0,
      repeatIntervalMs: HOUR,
      goOn: true,
    },
    {
      id: 'data',
      name: 'Database team by day',
      severities: [1, 2, 3],
      tags: ['data'],
      hours: { zone: 'Europe/Amsterdam', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
      channelIds: [channelIdOf('chat')],
      groupBy: 'site',
      goOn: true,
    },
    {
      id: 'lon',
      name: 'London contractors',
      severities: [1, 2],
      sites: ['lon3'],
      channelIds: [channelIdOf('desk2')],
      enabled: false,
    },
    { id: 'all', name: 'Everything to the mailbox', channelIds: [channelIdOf('mail'), channelIdOf('chat')] },
  ].map((one) => route.parse({ ...one, id: routeIdOf(one.id) }));

interface Sent {
  readonly delivery: Delivery;
  readonly notice: Notice;
}

/** As the engine words it (services/notice-text.ts). */
const titleOf = (kind: NoticeKind, state: string, what: string, severity: Severity): string =>
  ({
    problem: `${state} ${what} (SEV${severity})`,
    update: `${state} ${what} and 3 more (SEV${severity})`,
    repeat: `STILL ${state}, 4 h 10 min: ${what} (SEV${severity})`,
    'all-clear': `ALL CLEAR ${what}`,
    escalation: `${state} ${what} (SEV${severity}), nobody has it`,
    incident: `INC-2026-0042 ${what} (SEV${severity}): to be resolved in 12 min`,
    monitor: 'The monitor: 2 messages were not delivered',
    test: 'Test of this channel',
  })[kind];

const REFUSED = [
  '550 5.1.1 <noc@example.net>: Recipient address rejected: User unknown in virtual mailbox table',
  'HTTP 403 invalid_token: this integration was switched off',
] as const;

/** One notice for each of the worst problems over the last hours, newest first; with `dead`, some never arrived. */
export function madeDeliveries(
  problems: readonly Problem[],
  nameOf: (problem: Problem) => string,
  now: number,
  dead: boolean,
): readonly Sent[] {
  const worst = problems.filter(({ because }) => because === null).slice(0, 36);
  const sent = worst.flatMap((problem, at): readonly Sent[] => {
    const kinds: readonly NoticeKind[] = [
      'problem',
      'problem',
      'all-clear',
      'repeat',
      'problem',
      'update',
      'escalation',
    ];
    const kind = kinds[at % kinds.length] ?? 'problem';
    const notice = madeNotice(problem, nameOf(problem), kind, now - Math.round(at * 6.5 * MINUTE) - 40 * SECOND, at);
    const ways = problem.severity <= 2 ? ['page', 'mail'] : ['mail'];
    return ways.map((way) => ({
      notice,
      delivery: madeDelivery(notice, way, now, dead ? fateOf(at, way) : 'delivered'),
    }));
  });
  return sent.toSorted((a, b) => b.delivery.createdAt - a.delivery.createdAt);
}

type Fate = 'delivered' | 'queued' | 'retried' | 'dead';

function fateOf(at: number, way: string): Fate {
  if (way === 'page') return at === 2 ? 'dead' : 'delivered';
  if (at === 0) return 'queued';
  if (at === 1) return 'retried';
  return at === 3 || at === 8 ? 'dead' : 'delivered';
}

function madeNotice(problem: Problem, what: string, kind: NoticeKind, at: number, number: number): Notice {
  const [host = what, ...check] = what.split(' ');
  const items: readonly NoticeItem[] = [
    {
      alert: kind === 'repeat' ? 'standing' : kind === 'all-clear' ? 'recovery' : 'problem',
      status: kind === 'all-clear' ? 'ok' : problem.status,
      severity: problem.severity,
      problemId: problem.id,
      host,
      check: problem.status === 'down' ? null : check.join(' '),
      site: host.split('-')[0] ?? '',
      tags: ['network'],
      summary: problem.status === 'down' ? 'Down: 5 of 5 packets lost' : 'over its limit',
      since: problem.openedAt,
    },
  ];
  const isHost = problem.status === 'down';
  const title = titleOf(kind, problem.status.toUpperCase(), isHost ? host : what, problem.severity);
  return {
    id: `n-${number}`,
    at,
    kind,
    severity: problem.severity,
    conversation: `c-${problem.id}`,
    title,
    text: `${title}\n\n${host} at ${items[0]?.site}: ${items[0]?.summary}.\nSince ${new Date(problem.openedAt).toISOString()}.`,
    items,
    heldBehind: number === 0 ? 38 : 0,
    links: [{ title: 'Console', url: 'https://console.example.net/' }],
    routeId: routeIdOf(problem.severity <= 2 ? 'wake' : 'all'),
  };
}

function madeDelivery(notice: Notice, way: string, now: number, fate: Fate): Delivery {
  const id = channelIdOf(way);
  const base = {
    id: `${notice.id}/${id}`,
    noticeId: notice.id,
    channelId: id,
    channel: CHANNELS.find((one) => one.id === id)?.name ?? way,
    kind: notice.kind,
    severity: notice.severity,
    title: notice.title,
    createdAt: notice.at,
  };
  const took = Math.round(200 + chance(base.id) * 1_600);
  if (fate === 'queued')
    return { ...base, state: 'queued', attempts: 0, nextAt: now + 5 * SECOND, answer: '', endedAt: null };
  if (fate === 'retried')
    return {
      ...base,
      state: 'queued',
      attempts: 3,
      nextAt: now + 94 * SECOND,
      answer: 'connect ECONNREFUSED mail.example.net:587',
      endedAt: null,
    };
  if (fate === 'dead')
    return {
      ...base,
      state: 'dead',
      attempts: way === 'page' ? 1 : 9,
      nextAt: null,
      answer: way === 'page' ? REFUSED[1] : REFUSED[0],
      endedAt: notice.at + 4 * MINUTE,
    };
  return {
    ...base,
    state: 'delivered',
    attempts: 1,
    nextAt: null,
    answer: way === 'page' ? '202 Accepted' : '250 2.0.0 Ok: queued as 4XyZ1',
    endedAt: notice.at + took,
  };
}

export function healthOf(deliveries: readonly Delivery[]): DeliveryHealth {
  const queued = deliveries.filter(({ state }) => state === 'queued');
  return {
    queued: queued.length,
    dead: deliveries.filter(({ state }) => state === 'dead').length,
    oldestQueuedAt: queued.length === 0 ? null : Math.min(...queued.map(({ createdAt }) => createdAt)),
  };
}
