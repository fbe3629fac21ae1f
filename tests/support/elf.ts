// The libraries an ELF file itself is linked to (DT_NEEDED), read from its dynamic section: 64 bit, little endian.
// Format: System V ABI, "Dynamic Section"; https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.dynamic.html
import { readFileSync } from 'node:fs';

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NULL = 0;
const DT_NEEDED = 1;
const DT_STRTAB = 5;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Names like 'libgtk-3.so.0'; none for a file that is no ELF or is linked to nothing. */
export function neededLibraries(file: string): readonly string[] {
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 4).toString('latin1') !== '\u007fELF') return [];
  const at = (place: number): number => Number(bytes.readBigUInt64LE(place));
  const [table, size, count] = [at(32), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const place = table + index * size;
    return { type: bytes.readUInt32LE(place), offset: at(place + 8), address: at(place + 16), size: at(place + 32) };
  });
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!dynamic) return [];
  const entries: (readonly [tag: number, value: number])[] = [];
  for (let place = dynamic.offset; at(place) !== DT_NULL; place += 16) entries.push([at(place), at(place + 8)]);
  const names = entries.find(([tag]) => tag === DT_STRTAB)?.[1] ?? 0;
  const home = segments.find(
    ({ type, address, size: length }) => type === PT_LOAD && address <= names && names < address + length,
  );
  const start = names - (home?.address ?? 0) + (home?.offset ?? 0);
  return entries
    .filter(([tag]) => tag === DT_NEEDED)
    .map(([, offset]) => bytes.subarray(start + offset, bytes.indexOf(0, start + offset)).toString('latin1'));
}
