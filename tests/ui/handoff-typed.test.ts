// What was typed into a hand-over and is not on record yet: two windows of one desk, and a storage that is full.
import { afterEach, expect, test, vi } from 'vitest';
import type { HandoffId } from '../../electron/contract/model/ids.ts';
import { forgetTyped, keepTyped, typedIn } from '../../renderer/store/handoff-typed.ts';

const ID = 'h-1' as HandoffId;
const KEY = 'watchfloor.handoff/h-1';

/** As another window of this desk does it: storage first, then the event in this one. */
function otherWindow(typed: Record<string, string> | null): void {
  const newValue = typed === null ? null : JSON.stringify(typed);
  if (newValue === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, newValue);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue }));
}

afterEach(() => {
  vi.restoreAllMocks();
  otherWindow(null);
});

test('what another window types stands here too, and is gone here once it was kept there', () => {
  keepTyped(ID, 'judgement', 'the optic is dying');
  otherWindow({ judgement: 'the optic is dying', 'item:next:a': 'swap the optic' });
  expect(typedIn(ID)).toEqual({ judgement: 'the optic is dying', 'item:next:a': 'swap the optic' });
  otherWindow(null);
  expect(typedIn(ID)).toEqual({});
});

test('a full storage loses no word: typing goes on, and what the engine has kept is forgotten', () => {
  keepTyped(ID, 'judgement', 'the first words');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  keepTyped(ID, 'judgement', 'the first words and more');
  keepTyped(ID, 'contacts', 'carrier: 88213');
  const typed = { judgement: 'the first words and more', contacts: 'carrier: 88213' };
  expect(typedIn(ID)).toEqual(typed);
  forgetTyped(ID, { contacts: typed.contacts });
  expect(typedIn(ID)).toEqual({ judgement: typed.judgement });
  vi.restoreAllMocks();
  keepTyped(ID, 'contacts', '');
  expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({ judgement: typed.judgement, contacts: '' });
});
