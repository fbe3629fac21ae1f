// What the host screen knows beyond the world: results that changed nothing, but are fresh.
import { expect, test } from 'vitest';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { freshStates } from '../../renderer/features/host/fresh-states.ts';

const checkId = 'c1' as CheckId;
const state: CheckState = {
  checkId,
  hostId: 'h1' as HostId,
  status: 'ok',
  type: 'hard',
  attempt: 1,
  hardStatus: 'ok',
  statusSince: 0,
  hardSince: 0,
  badSince: null,
  goodRuns: 0,
  flapping: false,
  flapPercent: 0,
  hostDown: false,
  summary: '1 ms',
  detail: '',
  metrics: [],
  resultAt: 1_000,
};
const result: Result = { checkId, at: 61_000, lateMs: 0, durationMs: 2, status: 'ok', summary: '2 ms', metrics: [] };
const states = new Map([[checkId as string, state]]);

test('a check that stays well is as old as its last result, not as its last change', () => {
  expect(freshStates(states, new Map([[checkId, result]])).get(checkId)).toEqual({
    ...state,
    resultAt: 61_000,
    summary: '2 ms',
  });
});

test('an older result, or one of another status, changes nothing, and the map is the same one', () => {
  expect(freshStates(states, new Map([[checkId, { ...result, at: 1_000 }]]))).toBe(states);
  expect(freshStates(states, new Map([[checkId, { ...result, status: 'critical' }]]))).toBe(states);
  expect(freshStates(states, new Map())).toBe(states);
});
