// Pure: in which unit figures of a magnitude are read most easily. 1 887 436 B is 1.80 MiB, 93 600 s is 26 h,
// 0.004 s is 4 ms.
import { figure } from '../../lib/number.ts';

export interface DisplayUnit {
  /** Divide by it. */
  readonly divisor: number;
  readonly unit: string;
}

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function bytes(size: number, suffix: string): DisplayUnit {
  const step = Math.min(BYTES.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(size, 1)) / 10)));
  return { divisor: 1024 ** step, unit: `${BYTES[step]}${suffix}` };
}

function seconds(size: number): DisplayUnit {
  if (size >= 3 * 86_400) return { divisor: 86_400, unit: 'd' };
  if (size >= 3 * 3_600) return { divisor: 3_600, unit: 'h' };
  if (size >= 1_800) return { divisor: 60, unit: 'min' };
  return size < 1 && size > 0 ? { divisor: 0.001, unit: 'ms' } : { divisor: 1, unit: 's' };
}

function milliseconds(size: number): DisplayUnit {
  if (size >= 10_000) return { divisor: 1_000, unit: 's' };
  return size < 0.1 && size > 0 ? { divisor: 0.001, unit: 'µs' } : { divisor: 1, unit: 'ms' };
}

/** The unit for figures of this magnitude. */
export function displayUnit(unit: string, magnitude: number): DisplayUnit {
  const size = Math.abs(magnitude);
  switch (unit) {
    case 'B':
      return bytes(size, '');
    case 'B/s':
      return bytes(size, '/s');
    case 's':
      return seconds(size);
    case 'ms':
      return milliseconds(size);
    default:
      return { divisor: 1, unit };
  }
}

/** A figure of an axis or a limit: no zeros behind the point. */
export function tickWord(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Number.isInteger(rounded) ? figure(rounded) : String(rounded);
}

/** Figure and unit of one measured value, joined by a space that does not break. */
export function withUnit(value: number, unit: string): string {
  const shown = displayUnit(unit, value);
  const text = figure(value / shown.divisor);
  return shown.unit === '' ? text : `${text}\u00a0${shown.unit}`;
}

/** As `withUnit`, for a limit somebody set: 300 s stays 300 s, 30 ms stays 30 ms. */
export function limitWord(value: number, unit: string): string {
  const shown = displayUnit(unit, value);
  const text = tickWord(value / shown.divisor);
  return shown.unit === '' ? text : `${text}\u00a0${shown.unit}`;
}
