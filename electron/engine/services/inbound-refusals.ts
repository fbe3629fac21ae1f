// What the receiver took and what it refused: counted, the latest kept for the screen, and told to the journal now and
// then, so that a stranger at the door is on the record but cannot fill it.
import type { InboundState } from '../../contract/model/inbound.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Clock } from '../lib/clock.ts';

const KEPT = 50;
/** The first refusal is written down at once; those that follow are summed up this much later. */
const SUM_UP_MS = 600_000;
/** Different reasons in one entry. */
const MAX_REASONS = 10;

export interface InboundTally {
  accepted(count: number): void;
  /** `format`: the path's, or '' where none was reached. `why` holds nothing of the request. */
  refused(format: string, why: string): void;
  figures(): Pick<InboundState, 'accepted' | 'refused' | 'refusals' | 'lastAt'>;
  /** Writes what is still to be summed up. */
  stop(): void;
}

export function createInboundTally(options: {
  readonly clock: Clock;
  readonly note: (entry: EntryDraft) => void;
}): InboundTally {
  const { clock, note } = options;
  let accepted = 0;
  let refused = 0;
  let lastAt: number | null = null;
  let refusals: InboundState['refusals'] = [];
  const unwritten = new Map<string, number>();
  let cancel: (() => void) | null = null;

  const write = (): void => {
    const total = [...unwritten.values()].reduce((sum, many) => sum + many, 0);
    if (total === 0) return;
    const reasons = [...unwritten].sort((a, b) => b[1] - a[1]).slice(0, MAX_REASONS);
    const said = reasons.map(([why, many]) => (many === 1 ? why : `${why} (${many})`)).join('; ');
    const text = `The receiver refused ${total === 1 ? 'a request' : `${total} requests`}: ${said}`;
    note({ kind: 'inbound', occurredAt: clock.now(), actor: { type: 'engine' }, text, data: { refused: total } });
    unwritten.clear();
  };

  /** As long as refusals come they are summed up; after a quiet spell the next one is told at once again. */
  const sumUp = (): void => {
    cancel = unwritten.size > 0 ? clock.after(SUM_UP_MS, sumUp) : null;
    write();
  };

  return {
    accepted(count) {
      accepted += count;
      lastAt = clock.now();
    },
    refused(format, why) {
      refused += 1;
      refusals = [{ at: clock.now(), format, why }, ...refusals].slice(0, KEPT);
      const line = format ? `${format}: ${why}` : why;
      if (unwritten.has(line) || unwritten.size < MAX_REASONS) unwritten.set(line, (unwritten.get(line) ?? 0) + 1);
      else unwritten.set('other reasons', (unwritten.get('other reasons') ?? 0) + 1);
      if (cancel === null) {
        write();
        cancel = clock.after(SUM_UP_MS, sumUp);
      }
    },
    figures: () => ({ accepted, refused, refusals, lastAt }),
    stop() {
      cancel?.();
      cancel = null;
      write();
    },
  };
}
