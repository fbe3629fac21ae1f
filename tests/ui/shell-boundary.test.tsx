// A fault in a screen or a dialog is said in its place, with a way on; the frame around it stays.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Boundary } from '../../renderer/app/boundary.tsx';
import { openDialog, useDialogs } from '../../renderer/store/dialogs.ts';
import { goTo, useRoute } from '../../renderer/store/route.ts';

let broken = true;
function Fragile() {
  if (broken) throw new Error('the chunk is gone');
  return <p>well again</p>;
}
beforeEach(() => {
  broken = true;
  // React prints every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(cleanup);

test.each(['screen', 'dialog'] as const)(
  'a %s that fails says so, and leads to Watch and back to work',
  async (around) => {
    goTo({ screen: 'inventory' });
    openDialog({ type: 'keys' });
    render(
      <>
        <header>the alarms</header>
        <Boundary around={around} resetKey="same">
          <Fragile />
        </Boundary>
      </>,
    );
    expect(screen.getByRole('alert').textContent).toContain(`This ${around} failed to draw.the chunk is gone`);
    expect(screen.getByRole(around === 'screen' ? 'main' : 'dialog').contains(screen.getByRole('alert'))).toBe(true);
    expect(screen.getByText('the alarms')).toBeTruthy();
    broken = false;
    screen.getByRole('button', { name: 'Go to Watch' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('well again')).toBeTruthy();
    expect(useRoute.getState().route).toEqual({ screen: 'watch' });
    expect(useDialogs.getState().open).toBeNull();
  },
);
