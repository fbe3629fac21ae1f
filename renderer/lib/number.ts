// Numbers for people: thousands apart by a thin space, three meaningful digits, bytes in powers of 1024.

const THIN = '\u2009';

/** 1284 → "1 284"; 0.4137 → "0.41"; keeps about three meaningful digits. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '–';
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const [whole = '0', part] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  return part === undefined ? grouped : `${grouped}.${part}`;
}

const STEPS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A count of bytes as a figure and its unit: 61_203_283_968 → ["57", "GiB"]. */
export function bytes(count: number): readonly [value: string, unit: string] {
  let rest = count;
  let step = 0;
  while (Math.abs(rest) >= 1024 && step < STEPS.length - 1) {
    rest /= 1024;
    step += 1;
  }
  return [figure(step === 0 ? rest : Math.round(rest * 10) / 10), STEPS[step] ?? 'B'];
}

/** A metric's value with its unit made readable: bytes scale, everything else keeps its unit. */
export function quantity(value: number, unit: string): readonly [value: string, unit: string] {
  if (unit === 'B') return bytes(value);
  if (unit === 'B/s') {
    const [text, scaled] = bytes(value);
    return [text, `${scaled}/s`];
  }
  return [figure(value), unit];
}

/** "1 host", "3 hosts". */
export const count = (n: number, one: string, many = `${one}s`): string => `${figure(n)} ${n === 1 ? one : many}`;

/** How often, in the unit that gives a figure to read: 81 → ["81", "s"], 0.02 → ["1.2", "min"]. */
export function perTime(perSecond: number): readonly [value: string, unit: 's' | 'min'] {
  const tenth = (value: number): string => figure(Math.round(value * 10) / 10);
  return perSecond >= 1 || perSecond === 0 ? [tenth(perSecond), 's'] : [tenth(perSecond * 60), 'min'];
}
