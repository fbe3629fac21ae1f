// Telling people: what was sent and what never arrived, the ways there are, which alert goes which way, and the rules
// before that. Four parts, one route each.
import type { AlertsView } from '../../store/route.ts';
import { ChannelsView } from './channels/channels-view.tsx';
import { DeliveriesView } from './deliveries/deliveries-view.tsx';
import { RoutesView } from './routes/routes-view.tsx';
import { RulesView } from './rules/rules-view.tsx';
import { ViewTabs } from './view-tabs.tsx';
import '../../forms/forms.css';
import './alerting.css';

export function AlertsScreen({ view }: { readonly view: AlertsView }) {
  return (
    <main className="alr">
      <h1 className="vh">Alerts</h1>
      <ViewTabs view={view} />
      {viewOf(view)}
    </main>
  );
}

function viewOf(view: AlertsView) {
  switch (view) {
    case 'deliveries':
      return <DeliveriesView />;
    case 'channels':
      return <ChannelsView />;
    case 'routes':
      return <RoutesView />;
    case 'rules':
      return <RulesView />;
    default:
      return view satisfies never;
  }
}
