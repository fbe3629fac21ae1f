// A fault in one part of the wall: said in its place, the rest stays, and nobody has to press a key.
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AGAIN_MS, WallGuard } from '../../renderer/features/wallboard/wall-guard.tsx';

let broken = true;
function Fragile() {
  if (broken) throw new Error('a figure without a host');
  return <p>38 hosts behind it</p>;
}
beforeEach(() => {
  broken = true;
  vi.useFakeTimers();
  // React prints every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a part that fails says so without a control, tries again, and comes back by itself', () => {
  render(
    <>
      <p>1 down</p>
      <WallGuard part="alarm">
        <Fragile />
      </WallGuard>
    </>,
  );
  const words = () => screen.queryByRole('alert')?.textContent;
  expect(words()).toBe('The alarm failed to draw. a figure without a host');
  expect(screen.getByText('1 down')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  // It fails once more: it is still said, and tried again.
  act(() => vi.advanceTimersByTime(AGAIN_MS));
  expect(words()).toContain('failed to draw');
  broken = false;
  act(() => vi.advanceTimersByTime(AGAIN_MS));
  expect(words()).toBeUndefined();
  expect(screen.getByText('38 hosts behind it')).toBeTruthy();
});

test('taken off the wall, it leaves no timer behind', () => {
  const { unmount } = render(
    <WallGuard part="alarm">
      <Fragile />
    </WallGuard>,
  );
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
