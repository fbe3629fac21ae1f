// A column of measured figures, exact to the last bit. Nearly all are decimals with few places: they are written as whole
// numbers of the smallest place that gives each of them back exactly. The odd one out is written beside them as it is.
// Where too many are odd (shares computed and not rounded), each is written by what changed in its 64 bits since the one
// before (as Facebook's Gorilla does). NaN, "not measured", is one of the odd ones; all NaN are the same.
import { type BitReader, type BitWriter, BrokenBlob } from './sample-bits.ts';
import { INTEGER_LIMIT, readIntegers, writeIntegers } from './sample-integers.ts';

/** Most decimal places tried; more would be found nowhere but in noise. */
const MOST_PLACES = 9;
const HAS_ODD = 16;
const BY_BITS = 32;

const POWERS = Float64Array.from({ length: MOST_PLACES + 1 }, (_, places) => 10 ** places);
const powerOf = (places: number): number => POWERS[places] ?? 1;

/** Whether the figure is exactly its whole number of units; -0 is not, it has no sign there. */
function fits(value: number, power: number): boolean {
  const units = Math.round(value * power);
  return units / power === value && Math.abs(units) <= INTEGER_LIMIT && (value !== 0 || !Object.is(value, -0));
}

/** The fewest decimal places that suit all figures but the odd ones; null when more than `mostOdd` are odd. */
function placesOf(values: Float64Array, mostOdd: number): number | null {
  let places = 0;
  let odd = 0;
  for (let n = 0; n < values.length; n += 1) {
    const value = values[n] ?? 0;
    if (fits(value, powerOf(places))) continue;
    let more = places + 1;
    while (more <= MOST_PLACES && !fits(value, powerOf(more))) more += 1;
    if (more <= MOST_PLACES) places = more;
    else {
      odd += 1;
      if (odd > mostOdd) return null;
    }
  }
  return places;
}

const scratch = new DataView(new ArrayBuffer(8));

function writeRaw(out: BitWriter, value: number): void {
  scratch.setFloat64(0, value);
  out.bits(scratch.getUint32(0), 32);
  out.bits(scratch.getUint32(4), 32);
}

function readRaw(input: BitReader): number {
  scratch.setUint32(0, input.bits(32));
  scratch.setUint32(4, input.bits(32));
  return scratch.getFloat64(0);
}

const zerosBelow = (word: number): number => 31 - Math.clz32(word & -word);

function writeByBits(out: BitWriter, values: Float64Array): void {
  let [high, low] = [0, 0];
  // No window is known at first: 64 is wider than any.
  let [above, below] = [64, 64];
  for (const value of values) {
    scratch.setFloat64(0, value);
    const [nextHigh, nextLow] = [scratch.getUint32(0), scratch.getUint32(4)];
    const [changedHigh, changedLow] = [(high ^ nextHigh) >>> 0, (low ^ nextLow) >>> 0];
    [high, low] = [nextHigh, nextLow];
    if (changedHigh === 0 && changedLow === 0) {
      out.bits(0, 1);
      continue;
    }
    const zerosAbove = changedHigh === 0 ? 32 + Math.clz32(changedLow) : Math.clz32(changedHigh);
    const zerosUnder = changedLow === 0 ? 32 + zerosBelow(changedHigh) : zerosBelow(changedLow);
    if (zerosAbove >= above && zerosUnder >= below) out.bits(0b10, 2);
    else {
      [above, below] = [zerosAbove, zerosUnder];
      out.bits(0b11, 2);
      out.bits(above, 6);
      out.bits(63 - above - below, 6);
    }
    writeWindow(out, changedHigh, changedLow, above, below);
  }
}

/** The bits of a 64-bit word without `above` at its top and `below` at its bottom. */
function writeWindow(out: BitWriter, high: number, low: number, above: number, below: number): void {
  if (above < 32) out.bits(high >>> Math.max(0, below - 32), Math.min(32 - above, 64 - above - below));
  if (below < 32) out.bits(low >>> below, Math.min(32 - below, 64 - above - below));
}

function readByBits(input: BitReader, count: number): Float64Array {
  const values = new Float64Array(count);
  let [high, low] = [0, 0];
  let [above, below] = [64, 64];
  for (let n = 0; n < count; n += 1) {
    if (input.bits(1) === 1) {
      if (input.bits(1) === 1) {
        above = input.bits(6);
        below = 63 - above - input.bits(6);
      }
      if (above > 63 || below < 0) throw new BrokenBlob('no such window');
      const width = 64 - above - below;
      if (above < 32) high ^= input.bits(Math.min(32 - above, width)) << Math.max(0, below - 32);
      if (below < 32) low ^= input.bits(Math.min(32 - below, width)) << below;
    }
    scratch.setUint32(0, high);
    scratch.setUint32(4, low);
    values[n] = scratch.getFloat64(0);
  }
  return values;
}

/** Writes figures; how many is for the caller to remember. */
export function writeFloats(out: BitWriter, values: Float64Array): void {
  const places = placesOf(values, values.length >> 3);
  if (places === null) {
    out.byte(BY_BITS);
    writeByBits(out, values);
    return;
  }
  const power = powerOf(places);
  const odd: number[] = [];
  const units = new Float64Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (fits(value, power)) {
      units[count] = Math.round(value * power);
      count += 1;
    } else odd.push(place);
  }
  out.byte(odd.length === 0 ? places : places + HAS_ODD);
  if (odd.length > 0) {
    out.varint(odd.length);
    let before = 0;
    for (const place of odd) {
      out.varint(place - before);
      writeRaw(out, values[place] ?? Number.NaN);
      before = place;
    }
  }
  writeIntegers(out, units.subarray(0, count));
}

/** Reads `count` figures that `writeFloats` wrote. Throws BrokenBlob. */
export function readFloats(input: BitReader, count: number): Float64Array {
  const head = input.byte();
  if (head === BY_BITS) return readByBits(input, count);
  const places = head & 15;
  if (head > BY_BITS || places > MOST_PLACES) throw new BrokenBlob('no such column');
  const power = powerOf(places);
  if (head < HAS_ODD) {
    const values = readIntegers(input, count);
    if (places > 0) for (let n = 0; n < count; n += 1) values[n] = (values[n] ?? 0) / power;
    return values;
  }
  const odd = new Map<number, number>();
  const oddCount = input.varint();
  if (oddCount > count) throw new BrokenBlob('more odd figures than figures');
  let place = 0;
  for (let n = 0; n < oddCount; n += 1) {
    place += input.varint();
    odd.set(place, readRaw(input));
  }
  const units = readIntegers(input, count - oddCount);
  let next = 0;
  return Float64Array.from({ length: count }, (_, n) => {
    const as = odd.get(n);
    if (as !== undefined) return as;
    next += 1;
    return (units[next - 1] ?? 0) / power;
  });
}
