// The inventory: hosts, the templates that give them checks, the credentials these use, and files in and out.
import type { InventoryView } from '../../store/route.ts';
import { CredentialsView } from './credentials/credentials-view.tsx';
import { HostsView } from './hosts/hosts-view.tsx';
import { ImportView } from './import/import-view.tsx';
import { TemplatesView } from './templates/templates-view.tsx';
import { ViewTabs } from './view-tabs.tsx';
import '../../forms/forms.css';
import './inventory.css';
import './views.css';

export function InventoryScreen({ view }: { readonly view: InventoryView }) {
  return (
    <main className="inv">
      <h1 className="vh">Inventory</h1>
      <ViewTabs view={view} />
      {viewOf(view)}
    </main>
  );
}

function viewOf(view: InventoryView) {
  switch (view) {
    case 'hosts':
      return <HostsView />;
    case 'templates':
      return <TemplatesView />;
    case 'credentials':
      return <CredentialsView />;
    case 'import':
      return <ImportView />;
    default:
      return view satisfies never;
  }
}
