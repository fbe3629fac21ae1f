// The form of a schedule before the schedules are known: nobody sits in front of a dialog that is not there.
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ReportScheduleForm } from '../../renderer/features/reports/schedule-form.tsx';

afterEach(cleanup);

it('where the schedules cannot be read it says so, and how to leave', async () => {
  render(<ReportScheduleForm scheduleId={null} />);
  const said = await screen.findByText(/The schedules could not be read\./);
  expect(said.textContent).toContain('The engine is not connected yet.');
  expect(said.textContent).toContain('Esc closes this.');
  expect(said.closest('dialog')).not.toBeNull();
});
