// Pure: a rota as its form has it, and back.
import type { ScheduleId } from '../../../electron/contract/model/ids.ts';
import type { OnCallWorld, Schedule, ScheduleDraft } from '../../../electron/contract/model/on-call.ts';
import { namesOf, personIds } from './people-words.ts';

export type Turn = 'day' | 'week' | 'days';

export interface LayerText {
  readonly key: number;
  readonly name: string;
  readonly people: readonly string[];
  readonly every: Turn;
  /** ISO numbers of the days at which a weekly layer is handed over. */
  readonly days: readonly number[];
  readonly count: string;
  readonly at: string;
  readonly startsOn: string;
  /** On call within hours only. */
  readonly limited: boolean;
  readonly hourDays: readonly number[];
  readonly from: string;
  readonly to: string;
}

export interface ScheduleText {
  readonly name: string;
  readonly zone: string;
  readonly layers: readonly LayerText[];
}

export const emptyLayer = (key: number, startsOn: string): LayerText => ({
  key,
  name: key === 0 ? 'Primary' : `Layer ${key + 1}`,
  people: [],
  every: 'week',
  days: [1],
  count: '2',
  at: '09:00',
  startsOn,
  limited: false,
  hourDays: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '18:00',
});

export function textOfSchedule(
  schedule: Schedule | undefined,
  world: OnCallWorld,
  firstDay: string,
  zone: string,
): ScheduleText {
  if (!schedule) return { name: '', zone, layers: [emptyLayer(0, firstDay)] };
  const layers = schedule.layers.map(({ name, people, handover, startsOn, hours }, key): LayerText => {
    const plain = { ...emptyLayer(key, startsOn), name, people: namesOf(people, world.people), at: handover.at };
    const turned = { ...plain, every: handover.every, ...turnText(handover) };
    return hours ? { ...turned, limited: true, hourDays: hours.days, from: hours.from, to: hours.to } : turned;
  });
  return { name: schedule.name, zone: schedule.zone, layers };
}

function turnText(handover: Schedule['layers'][number]['handover']): Partial<LayerText> {
  switch (handover.every) {
    case 'day':
      return {};
    case 'week':
      return { days: handover.days };
    case 'days':
      return { count: String(handover.count) };
    default:
      return handover satisfies never;
  }
}

/** As the engine wants it; what was put in somebody's place stays. */
export function scheduleOf(
  id: ScheduleId,
  text: ScheduleText,
  overrides: Schedule['overrides'],
  world: OnCallWorld,
): ScheduleDraft {
  const layers = text.layers.map((layer) => ({
    name: layer.name.trim(),
    people: personIds(layer.people, world),
    handover: handoverOf(layer),
    startsOn: layer.startsOn,
    hours: layer.limited ? { days: [...layer.hourDays], from: layer.from, to: layer.to } : null,
  }));
  return { id, name: text.name.trim(), zone: text.zone.trim(), layers, overrides: [...overrides] };
}

function handoverOf({ every, days, count, at }: LayerText): ScheduleDraft['layers'][number]['handover'] {
  switch (every) {
    case 'day':
      return { every, at };
    case 'week':
      return { every, days: [...days], at };
    case 'days':
      return { every, count: Number(count), at };
    default:
      return every satisfies never;
  }
}
