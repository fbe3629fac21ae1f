// Pure: what the states of a host put over its charts: hatches where nobody looked, lines where it got worse.
import type { StateSpan } from '../../../electron/contract/api/history.ts';
import { clockShort } from '../../lib/time.ts';
import type { ChartEvent } from '../../ui/charts/chart-frame.tsx';
import type { Gap } from '../../ui/charts/slots.ts';

/** Stretches the monitor did not look, named for the hatch: 'not monitored 22:51 to 23:05'. */
export function gapsOf(spans: readonly StateSpan[]): readonly Gap[] {
  return spans
    .filter((span) => span.status === 'not-monitored')
    .map(({ from, to }) => ({ from, to, name: `not monitored ${clockShort(from)} to ${clockShort(to)}` }));
}

const MOST_EVENTS = 12;

/** Moments the host got worse: where a spell begins. The last one is lit while nobody has it. */
export function eventsOf(spans: readonly StateSpan[], lit: boolean): readonly ChartEvent[] {
  const bad = (span: StateSpan | undefined) =>
    span !== undefined && !['ok', 'pending', 'not-monitored'].includes(span.status);
  return spans
    .filter((span, index) => index > 0 && bad(span) && spans[index - 1]?.status !== span.status)
    .map((span) => ({
      at: span.from,
      status: span.status,
      lit: lit && span === spans.at(-1),
      label: `${span.status} from ${clockShort(span.from)}`,
    }))
    .slice(-MOST_EVENTS);
}
