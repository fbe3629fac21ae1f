// What a start says about the wall, and on which display it comes to hang.
import { describe, expect, test } from 'vitest';
import {
  chooseDisplay,
  displayInAddress,
  displayList,
  readWish,
  wallboardWish,
} from '../../electron/main/wallboard-wish.ts';
import { cli } from '../support/cli.ts';

describe('the command line', () => {
  test('a wall is asked for with or without a display, and the last word counts', () => {
    expect(wallboardWish(['electron', '.', '--data', '/d'])).toBeNull();
    expect(wallboardWish(['electron', '.', '--wallboard'])).toEqual({ display: '' });
    expect(wallboardWish(['electron', '.', '--wallboard=DELL U2720Q'])).toEqual({ display: 'DELL U2720Q' });
    expect(wallboardWish(['electron', '--wallboard=1', '--wallboard=2'])).toEqual({ display: '2' });
    expect(wallboardWish(['electron', '--wallboards'])).toBeNull();
  });
  test('a second start hands its wish over; anything else that comes that way is none', () => {
    expect(readWish({ wallboard: { display: '2' } })).toEqual({ display: '2' });
    for (const other of [null, undefined, 'x', {}, { wallboard: null }, { wallboard: { display: 7 } }]) {
      expect(readWish(other)).toBeNull();
    }
  });
});

test('the help of the command line says how a wall is opened', async () => {
  const { out, status } = await cli(['--help']);
  expect(status).toBe(0);
  expect(out).toMatch(/watchfloor --wallboard=DISPLAY {2,}.*number from 1/);
  expect((await cli(['status', '--help'])).out).not.toContain('--wallboard');
});

describe('the display', () => {
  const desk = { id: 10, label: 'eDP-1' };
  const wall = { id: 20, label: 'DELL U2720Q' };
  const both = [desk, wall];
  test('by its name in any case, by its number from 1, else the primary one', () => {
    expect(chooseDisplay(both, desk, 'dell u2720q')).toEqual({ display: wall, known: true });
    expect(chooseDisplay(both, desk, '2')).toEqual({ display: wall, known: true });
    expect(chooseDisplay(both, desk, '')).toEqual({ display: desk, known: true });
  });
  test('a display that is not there leaves the wall on the primary one, and says so', () => {
    for (const name of ['HDMI-9', '3', '0', '-1', '2x']) {
      expect(chooseDisplay(both, desk, name)).toEqual({ display: desk, known: false });
    }
    expect(displayList([desk, { id: 30, label: '' }])).toBe("1 'eDP-1', 2");
  });
  test('unplugged it goes to another, and back when it is there again', () => {
    expect(chooseDisplay([desk], desk, wall.label).display).toBe(desk);
    expect(chooseDisplay(both, desk, wall.label).display).toBe(wall);
  });
  test('the page names it in its address, and only there', () => {
    expect(displayInAddress('app://watchfloor/index.html?wallboard#display=Left%20wall')).toBe('Left wall');
    expect(displayInAddress('app://watchfloor/index.html?wallboard#display=')).toBe('');
    expect(displayInAddress('app://watchfloor/index.html?wallboard')).toBeNull();
    expect(displayInAddress('no address')).toBeNull();
  });
});
