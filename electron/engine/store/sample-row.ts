// One stored result, in the shape in which it lies in a table: numbers, and its figures as float64 one after the other.

/** [epoch ms, lateness ms, duration ms, status 0..3 as the plugin exit codes, metric set, figures] */
export type StoredRow = [at: number, lateMs: number, durationMs: number, status: number, set: number, vals: Buffer];

export const HOUR_MS = 3_600_000;
export const hourOf = (at: number): number => Math.floor(at / HOUR_MS);

/** NaN: not measured. */
export const figureOf = (vals: Buffer, index: number): number => vals.readDoubleLE(index * 8);

/** Figures as little-endian float64. */
export function figures(values: ArrayLike<number>, into: Buffer = Buffer.allocUnsafe(values.length * 8)): Buffer {
  for (let i = 0; i < values.length; i += 1) into.writeDoubleLE(values[i] ?? Number.NaN, i * 8);
  return into;
}
