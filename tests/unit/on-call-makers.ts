// Rotas for tests: people by name, one layer unless more are given.
import { type Schedule, type ScheduleDraft, schedule } from '../../electron/contract/model/on-call.ts';
import type { onCallSpans } from '../../electron/engine/core/on-call.ts';

type LayerDraft = Partial<ScheduleDraft['layers'][number]>;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Epoch ms of an ISO time; with `zone` a time on the wall would be ambiguous, so tests write the offset. */
export const at = (iso: string): number => Date.parse(iso);

export function rota(
  zone: string,
  layers: readonly LayerDraft[],
  overrides: ScheduleDraft['overrides'] = [],
): Schedule {
  return schedule.parse({
    id: 'net',
    name: 'Network',
    zone,
    layers: layers.map((layer, place) => ({
      name: `L${place + 1}`,
      people: ['ada', 'ben'],
      handover: { every: 'day', at: '08:00' },
      startsOn: '2026-01-01',
      ...layer,
    })),
    overrides,
  });
}

/** 'ada 2026-03-28T07:00Z to 2026-03-29T06:00Z (L1)', a line a span. */
export const lines = (spans: ReturnType<typeof onCallSpans>): readonly string[] =>
  spans.map(({ from, to, personId, by }) => `${personId ?? 'GAP'} ${iso(from)} to ${iso(to)}${by && ` (${by})`}`);

const iso = (time: number): string => new Date(time).toISOString().replace(':00.000Z', 'Z');
