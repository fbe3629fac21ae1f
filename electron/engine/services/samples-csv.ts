// Stored values as a table for spreadsheets. Names of metrics come from plugins and far machines and are never formulas;
// numbers stay numbers, negative ones too.
import { STATUSES } from '../../contract/model/result.ts';
import { csvText } from '../lib/csv.ts';
import type { StoredSample } from '../store/sample-rows.ts';

export interface CsvLimits {
  readonly cells: number;
  /** Characters of text. */
  readonly length: number;
}

/** What goes through one message in good time; beyond it the oldest rows are left out. */
export const CSV_LIMITS: CsvLimits = { cells: 500_000, length: 6_000_000 };

const FIXED = ['at', 'status', 'duration_ms', 'late_ms'] as const;

/** Empty: not measured. */
const numberCell = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : String(value);

/** Gives each wanted metric its column, in the order they are met. */
function createColumns(wanted: ReadonlySet<string> | null) {
  const places = new Map<string, number>();
  const headings: string[] = [];
  const ofMetrics = new Map<StoredSample['metrics'], readonly (number | null)[]>();
  return {
    headings,
    /** The column of each value; null for one that is not wanted. */
    of(metrics: StoredSample['metrics']): readonly (number | null)[] {
      let columns = ofMetrics.get(metrics);
      if (columns === undefined) {
        const met = new Map<string, number>();
        columns = metrics.map(([name, unit]) => {
          if (wanted !== null && !wanted.has(name)) return null;
          const nth = met.get(`${name}\n${unit}`) ?? 0;
          met.set(`${name}\n${unit}`, nth + 1);
          const key = `${nth}\n${name}\n${unit}`;
          const place = places.get(key) ?? headings.length;
          if (place === headings.length) {
            places.set(key, place);
            headings.push(unit === '' ? name : `${name} (${unit})`);
          }
          return place;
        });
        ofMetrics.set(metrics, columns);
      }
      return columns;
    },
  };
}

/**
 * A table of samples that come newest first; it is written oldest first. `cut`: there were more, older ones, than the
 * limits let in.
 */
export function samplesAsCsv(
  newestFirst: Iterable<StoredSample>,
  metrics: readonly string[] | undefined,
  limits: CsvLimits = CSV_LIMITS,
): { readonly text: string; readonly rows: number; readonly cut: boolean } {
  const columns = createColumns(metrics === undefined ? null : new Set(metrics));
  const lines: { readonly line: string; readonly width: number }[] = [];
  let [cells, length, cut] = [0, 0, false];
  for (const { at, status, durationMs, lateMs, metrics: names, values } of newestFirst) {
    const places = columns.of(names);
    const figures = new Array<string>(columns.headings.length).fill('');
    places.forEach((place, index) => {
      if (place !== null) figures[place] = numberCell(values[index]);
    });
    const fixed = [new Date(at).toISOString(), STATUSES[status] ?? '', numberCell(durationMs), numberCell(lateMs)];
    const line = [...fixed, ...figures].join(',');
    cells += FIXED.length + figures.length;
    length += line.length + 2;
    if (cells > limits.cells || length > limits.length) {
      cut = true;
      break;
    }
    lines.push({ line, width: FIXED.length + figures.length });
  }
  // A metric that only older rows have came to its column late: newer rows end in empty cells of it.
  const width = FIXED.length + columns.headings.length;
  const full = lines.reverse().map(({ line, width: had }) => line + ','.repeat(width - had));
  const head = [...FIXED, ...columns.headings.map(csvText)].join(',');
  return { text: `${[head, ...full].join('\r\n')}\r\n`, rows: lines.length, cut };
}

/** Letters, digits and what no file system minds. */
const plain = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60) || 'unnamed';

const minute = (at: number): string =>
  new Date(Math.min(at, 8.64e15))
    .toISOString()
    .replace(/^[+-]/, '')
    .replace(/:\d\d\.\d+Z$/, 'Z')
    .replaceAll(':', '');

/** 'web1-http-2026-11-22T0200Z-2026-11-22T0300Z.csv' */
export function csvName(host: string, check: string, from: number, to: number): string {
  return `${plain(host)}-${plain(check)}-${minute(from)}-${minute(to)}.csv`;
}
