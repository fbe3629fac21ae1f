// Pure: what happened in a shift, as bars on the lanes of ui/time-lanes: which there are, and what they say.
import type { Briefing } from '../../../electron/contract/model/briefing.ts';
import { isEnded } from '../../../electron/contract/model/incident-rules.ts';
import type { World } from '../../store/world.ts';
import { type Axis, type LaneBar, packed } from '../../ui/time-lanes.ts';

/** What goes on ends with the briefing. */
export type Span = LaneBar & { readonly to: number };

export interface Glance extends Axis {
  readonly lanes: readonly { readonly name: string; readonly spans: readonly Span[] }[];
  readonly slots: readonly { readonly at: number; readonly alerts: number }[];
  /** The tallest slot, at least 6. */
  readonly most: number;
}

/** Lanes that one kind may take. */
const MOST_LANES = 3;

/** `to`: end of the axis, epoch ms. The live world knows when things began and ended; the briefing knows what is planned. */
export function glanceOf(briefing: Briefing, to: number, world: Pick<World, 'incidents' | 'runs'>): Glance {
  const from = briefing.figures.from;
  const inside = (span: Span): boolean => span.from < to && span.to > from;
  const incidents = [...world.incidents.values()].map(
    ({ id, number, severity, openedAt, milestones, status }): Span => ({
      key: id,
      label: `${number.slice(number.lastIndexOf('-') + 1)}, SEV${severity}${isEnded(status) ? '' : `, ${status}`}`,
      from: openedAt,
      to: isEnded(status) ? (milestones.findLast(({ kind }) => kind === 'resolved')?.at ?? openedAt) : briefing.asOf,
      look: severity === 1 ? 'bad' : 'plain',
    }),
  );
  const runs = [...world.runs.values()]
    .filter(({ mode }) => mode !== 'dry')
    .map(
      ({ id, title, startedAt, endedAt }): Span => ({
        key: id,
        label: title,
        from: startedAt,
        to: endedAt ?? briefing.asOf,
        look: 'run',
      }),
    );
  const planned = briefing.sections
    .flatMap(({ items }) => items)
    .filter(({ section, since }) => section === 'maintenance' && since !== null)
    .map(
      ({ key, subject, title, since, until }): Span => ({
        key,
        label: `${title}, ${subject}`,
        from: since ?? from,
        to: until ?? briefing.asOf,
        look: 'planned',
      }),
    );
  const { startsAt, alerts } = briefing.figures.slots;
  return {
    from,
    to,
    lanes: [
      ...lanesOf('Incidents', incidents.filter(inside)),
      ...lanesOf('Runs', runs.filter(inside)),
      ...lanesOf('Maintenance', planned.filter(inside)),
    ],
    slots: startsAt.map((at, index) => ({ at, alerts: alerts[index] ?? 0 })),
    most: Math.max(6, ...alerts),
  };
}

/** The first lane has the name; what does not fit is left to the lists. */
const lanesOf = (name: string, spans: readonly Span[]): Glance['lanes'] =>
  packed(spans, MOST_LANES).rows.map((lane, index) => ({ name: index === 0 ? name : '', spans: lane }));
