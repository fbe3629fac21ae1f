// Screens and dialogs that wait in files of their own: once such a file is here, nothing is shown in its place first.
import { cleanup, render, screen } from '@testing-library/react';
import { StrictMode, Suspense } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchAhead, later } from '../../renderer/app/later.tsx';

let idle: (() => void)[] = [];
beforeEach(() => {
  idle = [];
  vi.stubGlobal('requestIdleCallback', (then: () => void) => idle.push(then));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Lets `count` idle moments go by, each as soon as it is asked for. */
async function idleMoments(count: number): Promise<void> {
  for (let moment = 0; moment < count; moment += 1) {
    await vi.waitFor(() => expect(idle).toHaveLength(1));
    idle.shift()?.();
  }
}

const Reports = () => <h1>Reports</h1>;

test('a screen fetched ahead is drawn with the very press that asks for it; one that was not comes when it is here', async () => {
  const Screen = later(async () => Reports);
  const picture = (
    <StrictMode>
      <Suspense fallback={<p>nothing yet</p>}>
        <Screen />
      </Suspense>
    </StrictMode>
  );
  const first = render(picture);
  expect(screen.getByText('nothing yet')).toBeTruthy();
  await screen.findByRole('heading', { name: 'Reports' });
  first.unmount();

  const Ahead = later(async () => Reports);
  later(async () => () => null);
  fetchAhead();
  await idleMoments(2);
  // The third is asked for once the second file is here.
  await idleMoments(1);
  const second = render(
    <Suspense fallback={<p>nothing yet</p>}>
      <Ahead />
    </Suspense>,
  );
  expect(second.container.textContent).toBe('Reports');
});

test('a file that cannot be fetched ahead holds up nobody, and is asked for again where it is needed', async () => {
  let reachable = false;
  const Fragile = later(async () => {
    if (!reachable) throw new Error('the disk is away');
    return Reports;
  });
  const After = later(async () => () => <p>the next one</p>);
  fetchAhead();
  await idleMoments(2);
  reachable = true;
  render(
    <Suspense>
      <Fragile />
      <After />
    </Suspense>,
  );
  await screen.findByRole('heading', { name: 'Reports' });
  await screen.findByText('the next one');
});
