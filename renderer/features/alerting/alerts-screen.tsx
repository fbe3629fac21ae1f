import type { AlertsView } from '../../store/route.ts';

export function AlertsScreen({ view }: { readonly view: AlertsView }) {
  return <main>Alerts {view}</main>;
}
