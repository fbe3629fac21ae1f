// The performance data of plugins: 'label'=value[UOM];[warn];[crit];[min];[max], items apart by white space. What does
// not keep to the grammar is set aside and costs nothing else. Oracle: monitoring-plugins development guidelines.
import { parseRange } from './range.ts';

export interface PluginMetric {
  readonly label: string;
  /** Null: the plugin could not determine it ('U'). */
  readonly value: number | null;
  /** As the plugin says: '', s, us, ms, %, B, KB, MB, GB, TB, c, or anything else. */
  readonly unit: string;
  /** Ranges, as they stood there. */
  readonly warn: string | null;
  readonly crit: string | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface Perfdata {
  readonly metrics: readonly PluginMetric[];
  readonly rejected: readonly string[];
}

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const NUMBER_ONLY = new RegExp(`^${NUMBER}$`);
// A unit begins with no digit, sign or point, and a comma is none: 1,5 is not the number 1 with the unit ",5",
// and 0x1f not nothing with the unit "x1f".
const VALUE = new RegExp(`^(?![+-]?0[xX])(${NUMBER})([^\\s\\d.,+\\-;='"][^\\s,;='"]*)?$`);

/** Reads one line of performance data. Every item is in `metrics` or, as it stood there, in `rejected`. Never throws. */
export function parsePerfdata(line: string): Perfdata {
  const metrics: PluginMetric[] = [];
  const rejected: string[] = [];
  for (const item of items(line)) {
    const metric = parseItem(item);
    if (metric) metrics.push(metric);
    else rejected.push(item.text);
  }
  return { metrics, rejected };
}

interface Item {
  readonly text: string;
  /** Null: there is none, or its quote is never closed. */
  readonly label: string | null;
  readonly fields: string;
}

/** Items in their order. Linear in the length of the line, whatever stands in it. */
function* items(line: string): Generator<Item> {
  // Looked for once and kept: a line of quotes without an equals sign would be searched to its end again at each.
  let equals = line.indexOf('=');
  for (let at = wordStart(line, 0); at < line.length; at = wordStart(line, at)) {
    const closing = line[at] === "'" ? closingQuote(line, at + 1) : -1;
    if (closing >= 0 && line[closing + 1] === '=') {
      const end = wordEnd(line, closing + 2);
      const label = line.slice(at + 1, closing).replaceAll("''", "'");
      yield { text: line.slice(at, end), label, fields: line.slice(closing + 2, end) };
      at = end;
      continue;
    }
    if (equals >= 0 && equals < at) equals = line.indexOf('=', at);
    // A label whose quote is not closed would have reached up to the value: that goes with it.
    const end = wordEnd(line, line[at] === "'" && equals >= 0 ? equals : at);
    const text = line.slice(at, end);
    const cut = text.indexOf('=');
    const label = cut < 0 || text.slice(0, cut).includes("'") ? null : text.slice(0, cut);
    yield { text, label, fields: text.slice(cut + 1) };
    at = end;
  }
}

/** Where the quote that was opened before `from` is closed; a quote written twice is part of the label. */
function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf("'", from); at >= 0; at = line.indexOf("'", at + 2)) {
    if (line[at + 1] !== "'") return at;
  }
  return -1;
}

const SPACE = /\s/g;
const NO_SPACE = /\S/g;

const wordStart = (line: string, from: number): number => indexOf(NO_SPACE, line, from);
const wordEnd = (line: string, from: number): number => indexOf(SPACE, line, from);

function indexOf(wanted: RegExp, line: string, from: number): number {
  wanted.lastIndex = from;
  return wanted.exec(line)?.index ?? line.length;
}

function parseItem({ label, fields }: Item): PluginMetric | null {
  const [value = '', warn = '', crit = '', min = '', max = '', ...more] = fields.split(';');
  const figure = value === 'U' ? { value: null, unit: '' } : readValue(value);
  const limits = [readRange(warn), readRange(crit)] as const;
  const ends = [readNumber(min), readNumber(max)] as const;
  // More semicolons than the grammar has do no harm; more values do: nobody knows what they mean.
  if (!label?.trim() || !figure || more.some((field) => field !== '')) return null;
  if (limits.includes(undefined) || ends.includes(undefined)) return null;
  return {
    label,
    ...figure,
    warn: limits[0] ?? null,
    crit: limits[1] ?? null,
    min: ends[0] ?? null,
    max: ends[1] ?? null,
  };
}

function readValue(text: string): { readonly value: number; readonly unit: string } | null {
  const [, figure, unit = ''] = VALUE.exec(text) ?? [];
  const value = Number(figure);
  return figure === undefined || !Number.isFinite(value) ? null : { value, unit };
}

/** Null: not given. Undefined: there is something, and it is no range. */
function readRange(text: string): string | null | undefined {
  if (text === '' || text === 'U') return null;
  return parseRange(text) ? text : undefined;
}

function readNumber(text: string): number | null | undefined {
  if (text === '' || text === 'U') return null;
  const value = NUMBER_ONLY.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
