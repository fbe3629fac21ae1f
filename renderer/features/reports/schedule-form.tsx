// When a report is made by itself, and where it goes.
export function ReportScheduleForm(_: { readonly scheduleId: string | null }) {
  return null;
}
