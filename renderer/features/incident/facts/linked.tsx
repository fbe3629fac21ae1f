// What an incident hangs together with: tickets of other systems, incidents it came from or went into.
import { ExternalLink } from 'lucide-react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { clockShort, day } from '../../../lib/time.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { goToIncident } from '../../../store/incidents.ts';
import { useWorld } from '../../../store/world.ts';
import { FactSection } from './fact-section.tsx';

export function Linked({ incident }: { readonly incident: Incident }) {
  const { id, tickets, mergedInto, mergedFrom, splitFrom, importedFrom } = incident;
  const none = tickets.length + mergedFrom.length === 0 && !mergedInto && !splitFrom && !importedFrom;
  return (
    <FactSection
      title="Linked"
      act={{ label: 'Tickets', keys: 'l', run: () => openDialog({ type: 'tickets', incidentId: id }) }}
    >
      {none && <p className="none">No ticket, no other incident.</p>}
      <dl className="fkv">
        {tickets.map(({ system, id: number, url }) => (
          <div key={`${system} ${number}`}>
            <dt>{system}</dt>
            <dd className="mono">
              {url === '' ? (
                number
              ) : (
                <a href={url} target="_blank" rel="noreferrer" title={url}>
                  {number}
                  <ExternalLink className="ic" aria-hidden="true" />
                </a>
              )}
            </dd>
          </div>
        ))}
        {mergedInto && <Other label="Went into" id={mergedInto} />}
        {mergedFrom.map((from) => (
          <Other key={from} label="Took in" id={from} />
        ))}
        {splitFrom && <Other label="Split from" id={splitFrom} />}
        {importedFrom && (
          <div>
            <dt>Imported</dt>
            <dd title={`head of its chain ${importedFrom.head}`}>
              <span className="mono">{importedFrom.number}</span>, {day(importedFrom.at)} {clockShort(importedFrom.at)}{' '}
              by {importedFrom.by}
            </dd>
          </div>
        )}
      </dl>
    </FactSection>
  );
}

function Other({ label, id }: { readonly label: string; readonly id: IncidentId }) {
  const known = useWorld((world) => world.incidents.get(id));
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <button type="button" className="flink" onClick={() => goToIncident(id)}>
          <span className="mono">{known?.number ?? 'the other incident'}</span> {known?.title}
        </button>
      </dd>
    </div>
  );
}
