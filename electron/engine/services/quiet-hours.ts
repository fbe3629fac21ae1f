// Quiet hours: within them people are not told of some severities; what is still there when they end is told then.
import type { Settings } from '../../contract/model/settings.ts';
import type { Severity } from '../../contract/model/severity.ts';
import { isWithin, nextChange } from '../core/hours.ts';
import type { Holder } from '../core/suppression.ts';

type QuietHours = Settings['alerting']['quietHours'][number];

/** Where a host stands, and what it is called by. */
interface Place {
  readonly site: string;
  readonly tags: readonly string[];
}

/** Whether it is quiet, and from when until when that is so: an answer that serves a whole storm. */
interface Answer {
  readonly quiet: boolean;
  readonly from: number;
  /** Epoch ms, exclusive; Infinity: always. */
  readonly until: number;
}

/** Answers by the hours as they are set at the time of asking. */
export function createQuietHours(
  hours: () => readonly QuietHours[],
): (host: Place, severity: Severity, at: number) => Holder | null {
  const known = new WeakMap<QuietHours, Answer>();
  const answerAt = (one: QuietHours, at: number): Answer => {
    const before = known.get(one);
    if (before && before.from <= at && at < before.until) return before;
    const fresh = { quiet: isWithin(one, at), from: at, until: nextChange(one, at) ?? Number.POSITIVE_INFINITY };
    known.set(one, fresh);
    return fresh;
  };
  return (host, severity, at) => {
    let last: { readonly by: string; readonly until: number } | null = null;
    for (const one of hours()) {
      if (!concerns(one, host, severity)) continue;
      const { quiet, until } = answerAt(one, at);
      // Of several the one that ends last: the others' ends change nothing.
      if (quiet && until > (last?.until ?? at)) last = { by: one.name, until };
    }
    if (last === null) return null;
    return last.until === Number.POSITIVE_INFINITY ? { by: last.by } : last;
  };
}

/** An empty list of tags or sites fits all; of one that is not, one must fit. */
function concerns({ severities, tags, sites }: QuietHours, host: Place, severity: Severity): boolean {
  if (!severities.includes(severity)) return false;
  if (tags.length > 0 && !host.tags.some((tag) => tags.includes(tag))) return false;
  return sites.length === 0 || sites.includes(host.site);
}
