// The list of incidents. (Scaffold: its owner writes it.)
export function IncidentsScreen() {
  return <main />;
}
