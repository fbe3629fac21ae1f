// Who works when: the planned shifts and their weeks.
export function ShiftsScreen() {
  return <main />;
}
