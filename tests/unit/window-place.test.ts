// The window comes back where it was, unless that screen has gone home with the last shift.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isDark, placeWindow, readPlace, writePlace } from '../../electron/main/window-place.ts';

const left = { x: 0, y: 0, width: 1_920, height: 1_080 };
const right = { x: 1_920, y: 0, width: 2_560, height: 1_440 };
const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-place-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('where it was, on the second screen', () => {
  const was = { x: 2_000, y: 100, width: 1_600, height: 900 };
  expect(placeWindow(was, [left, right])).toEqual(was);
});

test('the second screen is gone: centred on the first', () => {
  expect(placeWindow({ x: 2_000, y: 100, width: 1_600, height: 900 }, [left])).toEqual({
    x: 240,
    y: 90,
    width: 1_440,
    height: 900,
  });
});

test('a title bar above the screen could not be gripped: centred', () => {
  expect(placeWindow({ x: 100, y: -500, width: 1_200, height: 800 }, [left]).y).toBe(90);
});

test('never smaller than the watch screen needs', () => {
  expect(placeWindow({ x: 10, y: 10, width: 300, height: 200 }, [left])).toMatchObject({ width: 1_024, height: 640 });
});

test('a small first screen is filled', () => {
  expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1_280, height: 720 }])).toEqual({
    x: 0,
    y: 0,
    width: 1_280,
    height: 720,
  });
});

test('what is written is read again; what is damaged is nothing', () => {
  const file = path.join(folder, 'window.json');
  const place = { bounds: left, maximized: true, background: '#f4f1ea' };
  writePlace(file, place);
  expect(readPlace(file)).toEqual(place);
  writeFileSync(file, '{"bounds":');
  expect(readPlace(file)).toBeNull();
  writeFileSync(file, JSON.stringify({ ...place, background: 'url(https://elsewhere)' }));
  expect(readPlace(file)).toBeNull();
});

test('the grounds of dark and night are dark, that of light is not', () => {
  expect(['#0b111c', '#0B0504', '#eef1f5', '#ffffff'].map(isDark)).toEqual([true, true, false, false]);
});
