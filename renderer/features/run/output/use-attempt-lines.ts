// What an attempt printed: as it comes while it runs, out of the record when it was not all seen coming.
import { useEffect, useMemo, useState } from 'react';
import type { RunId } from '../../../../electron/contract/model/ids.ts';
import type { Attempt } from '../../../../electron/contract/model/run.ts';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';
import { useNear } from '../near-run.ts';
import { linesOf, type OutLine, usePrinted } from './live-output.ts';

interface AttemptLines {
  readonly lines: readonly OutLine[];
  /** What is not there, and why; '' when all of it is. */
  readonly note: string;
}

const NONE: readonly OutLine[] = [];

/** `whole`: out of the record in any case, standard output and error one after the other. */
export function useAttemptLines(runId: RunId, attempt: Attempt | null, whole = false): AttemptLines {
  const live = usePrinted(attempt?.id ?? null);
  const { late } = useNear(runId);
  const isPart = attempt !== null && (late.has(attempt.id) || live.lines.length === 0 || live.dropped > 0);
  const isKept = attempt !== null && attempt.endedAt !== null && bytesOf(attempt) > 0;
  const wanted = isKept && (whole || isPart) ? attempt : null;
  const record = useRecord(runId, wanted);
  return useMemo(() => {
    if (attempt === null) return { lines: NONE, note: '' };
    if (wanted !== null && record.lines !== null) return { lines: record.lines, note: cutNote(attempt) };
    if (wanted !== null && record.reason !== null) return { lines: live.lines, note: record.reason };
    const note =
      live.dropped > 0
        ? `${live.dropped} lines before these are on record when it has ended.`
        : lateNote(late, attempt);
    return { lines: live.lines, note };
  }, [attempt, wanted, record, live, late]);
}

export const bytesOf = ({ stdout, stderr }: Attempt): number => (stdout?.bytes ?? 0) + (stderr?.bytes ?? 0);

const lateNote = (late: ReadonlySet<string>, { id, endedAt }: Attempt): string =>
  late.has(id) && endedAt === null ? 'A part may be missing here; all of it is on record when it has ended.' : '';

const cutNote = ({ stdout, stderr }: Attempt): string =>
  stdout?.truncated || stderr?.truncated
    ? 'More came than is kept (1 MiB): this is its beginning and its end. The SHA-256 is of the whole.'
    : '';

interface Record {
  readonly id: string;
  readonly lines: readonly OutLine[] | null;
  readonly reason: string | null;
}

/** Asked for once: what has ended changes only by being redacted. */
function useRecord(runId: RunId, attempt: Attempt | null): Record {
  const [found, setFound] = useState<Record>({ id: '', lines: null, reason: null });
  const id = attempt?.id ?? '';
  const target = attempt?.target?.name ?? '';
  const isLive = useWorld((world) => world.link === 'live');
  useEffect(() => {
    if (id === '' || !isLive) return;
    let wanted = true;
    engine()
      .runbooks.output({ runId, attemptId: id })
      .then(
        ({ stdout, stderr }) => {
          const lines = [
            ...(stdout ? linesOf(stdout, 'stdout', target) : []),
            ...(stderr ? linesOf(stderr, 'stderr', target) : []),
          ].map((line, at) => ({ ...line, n: at + 1 }));
          if (wanted) setFound({ id, lines, reason: lines.length > 0 ? null : 'What it printed was redacted.' });
        },
        (error) =>
          wanted && setFound({ id, lines: null, reason: error instanceof Error ? error.message : String(error) }),
      );
    return () => {
      wanted = false;
    };
  }, [runId, id, target, isLive]);
  return found.id === id ? found : { id, lines: null, reason: null };
}
