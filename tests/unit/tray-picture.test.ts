// The tray's pictures: PNGs that can be read, and states that can be told apart by somebody who sees no colour.
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngOf } from '../../electron/main/png.ts';
import { type TrayWorst, trayPicture } from '../../electron/main/tray-picture.ts';

const STATES: readonly TrayWorst[] = ['ok', 'warning', 'unknown', 'unreachable', 'critical', 'down', 'isolated'];
const alpha = (worst: TrayWorst, size: number): readonly number[] =>
  [...trayPicture(worst, size)].filter((_, at) => at % 4 === 3);

test.each([16, 22, 32, 44])('every two states differ in shape by a tenth of the picture and more, at %i px', (size) => {
  for (const one of STATES) {
    for (const other of STATES.filter((state) => state !== one)) {
      const [left, right] = [alpha(one, size), alpha(other, size)];
      const differing = left.filter((value, at) => Math.abs(value - (right[at] ?? 0)) > 127).length;
      expect(differing / left.length, `${one} and ${other}`).toBeGreaterThan(0.1);
    }
  }
});

test('quiet is the smallest of all, and every picture keeps within its box', () => {
  const painted = (worst: TrayWorst) => alpha(worst, 32).filter((value) => value > 127).length;
  for (const worst of STATES) {
    expect(painted(worst)).toBeGreaterThanOrEqual(painted('ok'));
    expect(alpha(worst, 32)[0]).toBe(0);
  }
});

test('the PNG holds the picture, row by row', () => {
  const picture = trayPicture('down', 22);
  const png = pngOf(picture, 22);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([22, 22, 8, 6]);
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(rows.length).toBe(22 * (22 * 4 + 1));
  expect([...rows.subarray(11 * 89 + 1, 12 * 89)]).toEqual([...picture.subarray(11 * 88, 12 * 88)]);
});
