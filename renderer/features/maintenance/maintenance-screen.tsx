export function MaintenanceScreen() {
  return <main>Maintenance </main>;
}
