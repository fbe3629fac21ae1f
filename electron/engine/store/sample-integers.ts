// A column of whole numbers in few bits. Four ways to write it, the shortest is taken: all the same; all the same step
// apart; distances from a common centre; steps with distances from a common step. Distances are divided by what divides
// them all (bytes come in pages, slots in intervals) and written in Rice's code: the part above 2^k in ones, the part
// below in k bits; what would take too many ones is written out.
import { type BitReader, type BitWriter, BrokenBlob, bitLength } from './sample-bits.ts';

/** Whole numbers up to here, either sign: sums and differences of them stay exact. */
export const INTEGER_LIMIT = 2 ** 49;

const SAME = 0;
const LINE = 1;
const SPREAD = 2;
const STEPS = 3;

/** So many ones mean: written out, its length in six bits before it. */
const ESCAPE = 20;

const fold = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unfold = (folded: number): number => {
  // Nearly all are small, and a day of them is read at once: 32-bit arithmetic takes a third of the time.
  if (folded < 2 ** 31) return (folded >>> 1) ^ -(folded & 1);
  return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
};

/** The middle one of a few values from all over the column: near enough to the median, and cheap. */
function centreOf(values: Float64Array): number {
  const picked = new Float64Array(Math.min(15, values.length));
  for (let n = 0; n < picked.length; n += 1)
    picked[n] = values[Math.floor(((n + 0.5) * values.length) / picked.length)] ?? 0;
  picked.sort();
  return picked[picked.length >> 1] ?? 0;
}

function divisorOf(values: Float64Array, centre: number): number {
  let divisor = 0;
  for (let n = 0; n < values.length && divisor !== 1; n += 1) {
    let a = Math.abs((values[n] ?? 0) - centre);
    for (let b = divisor; b > 0; ) [a, b] = [b, a % b];
    divisor = a;
  }
  return divisor;
}

interface Plan {
  readonly centre: number;
  /** Divides every distance; 0 when there is none. */
  readonly divisor: number;
  readonly codes: Float64Array;
  readonly k: number;
  /** About how many bits the codes take. */
  readonly cost: number;
}

/** Bits of Rice's code for numbers whose binary length is known; none is longer than `longest`. */
function costOf(lengths: Uint32Array, longest: number, k: number): number {
  let cost = 0;
  for (let length = 0; length <= longest; length += 1) {
    const count = lengths[length] ?? 0;
    if (count === 0) continue;
    const ones = length <= k ? 0 : 0.75 * 2 ** (length - k);
    cost += count * (ones < ESCAPE ? 1 + k + ones : ESCAPE + 6 + length);
  }
  return cost;
}

function planOf(values: Float64Array): Plan {
  const centre = centreOf(values);
  const divisor = divisorOf(values, centre);
  const codes = new Float64Array(values.length);
  const lengths = new Uint32Array(54);
  let longest = 0;
  for (let n = 0; n < values.length && divisor > 0; n += 1) {
    const code = fold(((values[n] ?? 0) - centre) / divisor);
    codes[n] = code;
    const length = bitLength(code);
    lengths[length] = (lengths[length] ?? 0) + 1;
    if (length > longest) longest = length;
  }
  let [k, cost] = [0, costOf(lengths, longest, 0)];
  for (let other = 1; other < longest; other += 1) {
    const otherCost = costOf(lengths, longest, other);
    if (otherCost < cost) [k, cost] = [other, otherCost];
  }
  return { centre, divisor, codes, k, cost };
}

function writeCodes(out: BitWriter, { codes, k }: Plan): void {
  const unit = 2 ** k;
  for (let n = 0; n < codes.length; n += 1) {
    const code = codes[n] ?? 0;
    const ones = Math.floor(code / unit);
    if (ones < ESCAPE) {
      out.bits(2 ** (ones + 1) - 2, ones + 1);
      out.bits(code % unit, k);
    } else {
      out.bits(2 ** ESCAPE - 1, ESCAPE);
      const length = bitLength(code);
      out.bits(length, 6);
      out.bits(code, length);
    }
  }
}

function stepsOf(values: Float64Array): Float64Array {
  const steps = new Float64Array(values.length - 1);
  for (let n = 0; n < steps.length; n += 1) steps[n] = (values[n + 1] ?? 0) - (values[n] ?? 0);
  return steps;
}

/** Writes whole numbers of at most INTEGER_LIMIT either sign; how many is for the caller to remember. */
export function writeIntegers(out: BitWriter, values: Float64Array): void {
  const first = values[0];
  if (first === undefined) return;
  const spread = planOf(values);
  if (spread.divisor === 0) {
    out.byte(SAME);
    out.varint(fold(first));
    return;
  }
  const steps = planOf(stepsOf(values));
  if (steps.divisor === 0) {
    out.byte(LINE);
    out.varint(fold(first));
    out.varint(fold(steps.centre));
    return;
  }
  const shorter = steps.cost < spread.cost ? steps : spread;
  out.byte((shorter === steps ? STEPS : SPREAD) + shorter.k * 4);
  if (shorter === steps) out.varint(fold(first));
  out.varint(fold(shorter.centre));
  out.varint(shorter.divisor);
  writeCodes(out, shorter);
}

/** Reads `count` numbers that `writeIntegers` wrote. Throws BrokenBlob. */
export function readIntegers(input: BitReader, count: number): Float64Array {
  const values = new Float64Array(count);
  if (count === 0) return values;
  const head = input.byte();
  const [way, k] = [head & 3, head >>> 2];
  if (k > 52) throw new BrokenBlob('no such code');
  const first = unfold(input.varint());
  if (way === SAME) return values.fill(first);
  const centre = way === SPREAD ? first : unfold(input.varint());
  if (way === LINE) {
    for (let n = 0; n < count; n += 1) values[n] = first + n * centre;
    return values;
  }
  const divisor = input.varint();
  if (way === SPREAD) {
    for (let n = 0; n < count; n += 1) values[n] = centre + unfold(input.rice(k, ESCAPE)) * divisor;
    return values;
  }
  let value = first;
  values[0] = value;
  for (let n = 1; n < count; n += 1) {
    value += centre + unfold(input.rice(k, ESCAPE)) * divisor;
    values[n] = value;
  }
  return values;
}
