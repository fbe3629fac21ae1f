// What an entry is about beyond its columns: the problems of the message that was delivered, the hosts of a window.
import type { ProblemId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import type { Scope } from '../../../contract/model/scope.ts';
import type { About } from '../../core/timeline-links.ts';
import type { Store } from '../../store/open.ts';

type Sources = Pick<Store, 'noticeRows' | 'deliveries' | 'maintenanceWindows'>;

/** Deliveries that one entry of the desk names and that are looked up. */
const MOST_DELIVERIES = 100;

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** A message that was pruned meanwhile names nobody any more. */
export function createAbout({ noticeRows, deliveries, maintenanceWindows }: Sources): (entry: Entry) => About {
  const ofNotice = (id: string): readonly ProblemId[] =>
    noticeRows.get(id)?.items.flatMap(({ problemId }) => problemId ?? []) ?? [];

  const delivered = ({ kind, data }: Entry): readonly ProblemId[] => {
    if (kind !== 'delivery') return [];
    if (typeof data.noticeId === 'string') return ofNotice(data.noticeId);
    const notices = strings(data.deliveryIds)
      .slice(0, MOST_DELIVERIES)
      .flatMap((id) => deliveries.get(id)?.noticeId ?? []);
    return [...new Set(notices)].flatMap(ofNotice);
  };

  const scopeOf = ({ kind, hostId, checkId, data }: Entry): Scope | null => {
    // Where it names one of them, its columns say so.
    if (hostId !== undefined || checkId !== undefined) return null;
    if (kind === 'mute') return data.scope === undefined ? null : (data.scope as unknown as Scope);
    if (kind !== 'maintenance') return null;
    return maintenanceWindows.list().find(({ window }) => window.id === data.windowId)?.window.scope ?? null;
  };

  return (entry) => ({
    problemIds: [
      ...(entry.problemId === undefined ? [] : [entry.problemId]),
      ...(strings(entry.data.problemIds) as readonly ProblemId[]),
      ...delivered(entry),
    ],
    scope: scopeOf(entry),
  });
}
