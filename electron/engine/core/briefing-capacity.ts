// Items of section 7 besides backups: what fills up, and messages that did not arrive.
import type { Stance } from '../../contract/model/briefing.ts';
import type { CapacityForecast } from '../../contract/model/forecast.ts';
import { type Claims, capacityKey, deliveryKey } from './briefing-claims.ts';
import type { BriefingFacts } from './briefing-facts.ts';
import { type Draft, draft, worse } from './briefing-item.ts';
import { ackEnds, partsOf, problemItem } from './briefing-problems.ts';
import { about, counted, line, minuteOf, spell } from './briefing-words.ts';
import { listed } from './incident-words.ts';

const HOUR_MS = 3_600_000;
/** What fills up so soon after the next shift is that shift's to prevent. */
const UNSTABLE_MS = 12 * HOUR_MS;
const WATCH_MS = 72 * HOUR_MS;
/** Later than that it is the day's work, not the shift's. */
const TOLD_MS = 14 * 24 * HOUR_MS;
/** Capacity is looked through every quarter of an hour: three times in vain is no accident. */
const FRESH_MS = HOUR_MS;
/** A message that waits so long is not merely on its way. */
const WAITS_MS = 5 * 60_000;

function stanceOf(fullAt: number, { asOf, until }: BriefingFacts): Stance {
  if (fullAt <= until + UNSTABLE_MS) return 'unstable';
  return fullAt <= asOf + WATCH_MS ? 'watch' : 'stable';
}

/** '91 %', '412 GB'; decimals only where they tell. */
function amount(value: number, unit: string): string {
  const size = Math.abs(value);
  if (unit === 'B') {
    const power = size === 0 ? 0 : Math.min(5, Math.floor(Math.log10(size) / 3));
    return `${figure(value / 1_000 ** power)} ${['B', 'kB', 'MB', 'GB', 'TB', 'PB'][power] ?? 'B'}`;
  }
  return unit === '' ? figure(value) : `${figure(value)} ${unit}`;
}

const figure = (value: number): string => String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));

function wordsOf(forecast: CapacityForecast, now: number): readonly string[] {
  const { trust, spanDays, hours, perDay, unit } = forecast;
  const range = rangeWords(forecast, now);
  return [
    ...(range === '' ? [] : [`${range}, with 95 %`]),
    `Grows by ${amount(perDay, unit)} a day`,
    ...(trust === 'rough'
      ? [`Rough: measured for ${counted(Math.round(hours), 'hour')} over ${figure(spanDays)} days`]
      : []),
  ];
}

/** 'Between 7 h and 12 h'; finer where that says twice the same. '' without a date. */
function rangeWords({ fullAt, earliestAt, latestAt }: CapacityForecast, now: number): string {
  if (earliestAt === null || fullAt === null) return '';
  const [soonest, latest] = [Math.max(0, earliestAt - now), latestAt === null ? null : Math.max(0, latestAt - now)];
  if (latest === null) return `From ${about(soonest)} on, at the latest in more than a year`;
  const words = about(soonest) === about(latest) ? spell : about;
  return `Between ${words(soonest)} and ${words(latest)}`;
}

export function capacityItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  return facts.forecasts.flatMap((one): readonly Draft[] => {
    const { fullAt, checkId, hostId, metric } = one;
    const key = capacityKey(checkId, metric);
    const problems = claims.get(key) ?? [];
    const near = fullAt !== null && fullAt <= facts.asOf + TOLD_MS;
    const head = problems.find((other) => other.checkId === checkId);
    if (!near && !head) return [];
    const { covers, ...parts } = partsOf(problems);
    const now =
      head &&
      problemItem(
        head,
        problems.filter((other) => other !== head),
        facts,
      );
    const stance = fullAt === null ? 'watch' : stanceOf(fullAt, facts);
    return [
      draft({
        ...parts,
        key,
        covers: [key, ...covers],
        section: 'capacity',
        stance: now ? worse(stance, now.stance) : stance,
        ref: { hostId, checkId, ...(head ? { problemId: head.problem.id } : {}) },
        subject: `${one.host} ${one.what}`,
        title: fullWords(fullAt, facts.asOf),
        state: `${amount(one.value, one.unit)} of ${amount(one.limit, one.unit)}${now ? `; ${now.state}` : ''}`,
        owner: now?.owner ?? '',
        until: fullAt,
        facts: [...wordsOf(one, facts.asOf), ...(now?.facts ?? []), ...ackEnds(head ? [head] : [], facts.asOf)],
      }),
    ];
  });
}

const fullWords = (fullAt: number | null, asOf: number): string =>
  fullAt === null
    ? 'Near its limit'
    : fullAt <= asOf
      ? 'Full by now'
      : `Full in ${about(fullAt - asOf)} if it goes on so`;

/** Where nobody has looked, or not for long, no date means nothing. */
export function unlookedItems({ forecastsAt, asOf }: BriefingFacts): readonly Draft[] {
  if (forecastsAt !== null && forecastsAt > asOf - FRESH_MS) return [];
  return [
    draft({
      key: 'capacity',
      section: 'capacity',
      stance: 'watch',
      subject: 'Capacity',
      title:
        forecastsAt === null
          ? 'Not looked at since the monitor started'
          : `Not looked at since ${minuteOf(forecastsAt)}: what fills up since then is not in it`,
      state: 'not known',
      since: forecastsAt,
    }),
  ];
}

/** Messages that were given up, by channel, and those that have waited for long. */
export function deliveryItems({ deliveries, asOf }: BriefingFacts): readonly Draft[] {
  const { dead, queued, oldestQueuedAt } = deliveries;
  const items = [...Map.groupBy(dead, ({ channelId }) => channelId)].map(([channelId, lost]) => {
    const newest = lost.reduce((a, b) => (b.createdAt > a.createdAt ? b : a));
    const answers = [...new Set(lost.map(({ answer }) => line(answer)).filter((one) => one !== ''))];
    return draft({
      key: `dead:${channelId}`,
      covers: lost.map(({ id }) => deliveryKey(id)),
      section: 'capacity',
      stance: 'watch',
      ref: { deliveryId: newest.id },
      severity: lost.map(({ severity }) => severity).reduce((a, b) => (a < b ? a : b)),
      subject: newest.channel,
      title: `${counted(lost.length, 'message')} did not arrive: ${listed(lost.map(({ title }) => line(title, 80)))}`,
      state: 'given up',
      since: Math.min(...lost.map(({ createdAt }) => createdAt)),
      facts: answers.slice(0, 3).map((answer) => `The other end: ${answer}`),
    });
  });
  if (oldestQueuedAt === null || oldestQueuedAt > asOf - WAITS_MS) return items;
  const waiting = draft({
    key: 'deliveries:waiting',
    section: 'capacity',
    stance: 'watch',
    subject: 'Messages',
    title: `${counted(queued, 'message')} ${queued === 1 ? 'waits' : 'wait'} to be delivered`,
    state: 'being tried again',
    since: oldestQueuedAt,
  });
  return [...items, waiting];
}
