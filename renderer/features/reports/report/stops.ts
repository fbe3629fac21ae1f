// Pure: where the cursor can stand in a report: on figures and tables, section by section.
import type { Report, ReportSectionId } from '../../../../electron/contract/model/report.ts';

export interface Stop {
  /** Also the id of its element. */
  readonly id: string;
  readonly section: ReportSectionId;
  readonly type: 'figure' | 'rows' | 'section';
  /** Id of the figure or of the row set. */
  readonly of: string;
}

/** A section with nothing to open is stood on itself, so that going through skips none. */
export function stopsOf({ sections }: Pick<Report, 'sections'>): readonly Stop[] {
  return sections.flatMap(({ id: section, figures, tables }) => {
    const own: readonly Stop[] = [
      ...figures.map(({ id }) => ({ id: `figure-${id}`, section, type: 'figure' as const, of: id })),
      ...tables.map(({ rows }) => ({ id: `rows-${section}-${rows}`, section, type: 'rows' as const, of: rows })),
    ];
    return own.length > 0 ? own : [{ id: `section-${section}`, section, type: 'section', of: section }];
  });
}

/** The stop `by` on; from nowhere it begins at the first. */
export function moved(stops: readonly Stop[], front: string | null, by: number): Stop | null {
  const at = stops.findIndex(({ id }) => id === front);
  return stops[at < 0 ? 0 : Math.min(stops.length - 1, Math.max(0, at + by))] ?? null;
}

/** The first stop of the section `by` on; back leads to the beginning of this one first. */
export function movedSection(stops: readonly Stop[], front: string | null, by: 1 | -1): Stop | null {
  const at = stops.findIndex(({ id }) => id === front);
  const here = stops[at];
  if (!here) return stops[0] ?? null;
  const first = stops.findIndex(({ section }) => section === here.section);
  if (by > 0) return stops.slice(at).find(({ section }) => section !== here.section) ?? stops.at(-1) ?? null;
  if (first < at) return stops[first] ?? null;
  const before = stops[first - 1];
  return before ? (stops.find(({ section }) => section === before.section) ?? null) : here;
}
