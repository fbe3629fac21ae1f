// One try to deliver a report that a schedule made: by mail, into a folder, or both. What went well is settled and not done
// again. Nothing is thrown: how it went comes back as the report as it is to be kept.
import type { ReportSchedule } from '../../../contract/model/report.ts';
import { nextTryAt } from '../../core/delivery-retry.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/refusal.ts';
import { cleanLine } from '../../lib/text.ts';
import { MAIL_TIMEOUT_MS } from '../../notifiers/email-send.ts';
import { DeliveryFailure } from '../../notifiers/notifier.ts';
import type { KeptReport } from '../../store/made-reports.ts';
import type { Channels } from '../channels.ts';
import { deliverByEmail } from './deliver-email.ts';
import { deliverToFolder } from './deliver-folder.ts';
import type { Parcel, Parcels } from './parcels.ts';

export interface DeliverOptions {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly parcels: Parcels;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
  /** Aborted when the engine stops. */
  readonly signal: AbortSignal;
  /** Writes down what is settled, at once; true when it is kept. */
  readonly save: (kept: KeptReport) => void;
}

type Way = KeptReport['settled'][number]['way'];

/** A mail with attachments takes longer than an alert; a share that hangs must not hold up the others. */
const WITHIN_MS = { email: 2 * MAIL_TIMEOUT_MS, folder: 60_000 } as const;
const LONGEST_WORDS = 500;

export async function tryToDeliver(
  options: DeliverOptions,
  before: KeptReport,
  schedule: ReportSchedule | null,
): Promise<KeptReport> {
  if (!schedule) return ended(before, ['The schedule was removed before it was delivered.']);
  // Whoever switches it off wants nothing more to leave; whoever sends it by hand wants just that.
  if (!schedule.enabled && before.by.type === 'engine') {
    return ended(before, ['The schedule was switched off before it was delivered.']);
  }
  let kept: KeptReport = { ...before, tries: before.tries + 1 };
  let parcel: Parcel;
  try {
    parcel = await options.parcels.of(kept, schedule);
  } catch (error) {
    return options.signal.aborted ? before : again(options, kept, [failureOf('', error)]);
  }
  const failures: Failure[] = [];
  const took = (addresses: readonly string[]): void => {
    kept = { ...kept, mailed: [...(kept.mailed ?? []), ...addresses] };
    options.save(kept);
  };
  for (const way of waysOf(schedule)) {
    if (kept.settled.some((one) => one.way === way)) continue;
    const outcome = await oneWay(options, way, kept, schedule, { parcel, took });
    if (options.signal.aborted && !('said' in outcome && outcome.isOk)) return { ...kept, tries: before.tries };
    if ('said' in outcome) {
      kept = { ...kept, settled: [...kept.settled, outcome] };
      options.save(kept);
    } else failures.push(outcome);
  }
  if (failures.length > 0) return again(options, kept, failures, parcel.notes);
  return ended(kept, [], parcel.notes);
}

const waysOf = ({ email, folder }: ReportSchedule): readonly Way[] => [
  ...(email ? (['email'] as const) : []),
  ...(folder === '' ? [] : (['folder'] as const)),
];

interface Failure {
  readonly why: string;
  readonly permanent: boolean;
  readonly retryAfterMs: number | null;
}

/** Settled, well or for good; or a failure that may pass. */
async function oneWay(
  options: DeliverOptions,
  way: Way,
  kept: KeptReport,
  { email, folder }: ReportSchedule,
  { parcel, took }: { readonly parcel: Parcel; readonly took: (addresses: readonly string[]) => void },
): Promise<KeptReport['settled'][number] | Failure> {
  const all = email?.to ?? [];
  const has = new Set(kept.mailed?.map((address) => address.toLowerCase()));
  const missing = all.filter((address) => !has.has(address.toLowerCase()));
  try {
    const said = await within(options, WITHIN_MS[way], async (signal) => {
      if (way === 'folder') return (await deliverToFolder(folder, parcel.files, signal)).join(', ');
      if (!email || missing.length === 0) return `${all.join(', ')}: sent`;
      // What is heard after its time is not written over what was decided then.
      const heard = (addresses: readonly string[]): void => (signal.aborted ? undefined : took(addresses));
      const mail = { channelId: email.channelId, to: all, missing, took: heard, id: kept.id, ...parcel };
      return `${all.join(', ')}: ${await deliverByEmail(options.channels, mail, signal)}`;
    });
    return { way, isOk: true, said: cleanLine(said, LONGEST_WORDS) };
  } catch (error) {
    const failure = failureOf(way === 'email' ? missing.join(', ') : '', error);
    return failure.permanent ? { way, isOk: false, said: failure.why } : failure;
  }
}

/** Settles with the work, or rejects when it takes too long or the engine stops, whatever the work does then. */
async function within<T>(
  { clock, signal }: DeliverOptions,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  let settle = (): void => {};
  const over = new Promise<never>((_, reject) => {
    const end = (reason: string) => (): void => {
      limit.abort(new Error(reason));
      reject(new Error(reason));
    };
    const cancel = clock.after(limitMs, end(`It took longer than ${limitMs / 1_000} s.`));
    const onStop = end('The engine stopped.');
    signal.addEventListener('abort', onStop);
    if (signal.aborted) onStop();
    settle = () => {
      cancel();
      signal.removeEventListener('abort', onStop);
    };
  });
  try {
    return await Promise.race([work(limit.signal), over]);
  } finally {
    settle();
  }
}

function failureOf(to: string, error: unknown): Failure {
  const words = error instanceof Error ? error.message : String(error);
  const why = cleanLine(to === '' ? words : `${to}: ${words}`, LONGEST_WORDS);
  if (error instanceof DeliveryFailure) return { why, permanent: error.permanent, retryAfterMs: error.retryAfterMs };
  // Settings this version cannot read stay so; a locked vault may be opened.
  const permanent = error instanceof Refusal && (error.code === 'INVALID' || error.code === 'NOT_FOUND');
  return { why, permanent, retryAfterMs: null };
}

function again(
  { clock, chance }: DeliverOptions,
  kept: KeptReport,
  failures: readonly Failure[],
  notes: readonly string[] = [],
): KeptReport {
  const reasons = failures.map(({ why }) => why);
  const tried = {
    attempts: kept.tries,
    createdAt: kept.madeAt,
    permanent: failures.every(({ permanent }) => permanent),
    retryAfterMs: Math.max(0, ...failures.map(({ retryAfterMs }) => retryAfterMs ?? 0)),
  };
  const next = nextTryAt(tried, clock.now(), chance());
  if (next === null) return ended(kept, reasons, notes);
  return { ...kept, nextTryAt: next, said: [...kept.settled.map(({ said }) => said), ...reasons, ...notes] };
}

function ended(kept: KeptReport, reasons: readonly string[], notes: readonly string[] = []): KeptReport {
  const isDelivered = reasons.length === 0 && kept.settled.every(({ isOk }) => isOk) && kept.settled.length > 0;
  const said = [...kept.settled.map((one) => one.said), ...reasons, ...notes];
  if (said.length === 0) said.push('It names neither an e-mail nor a folder: nobody was sent it.');
  return { ...kept, state: isDelivered ? 'delivered' : 'failed', said };
}
