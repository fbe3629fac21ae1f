// What is known of an incident, part by part; every part says how it is changed.
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { ROLES } from '../../../../electron/contract/model/incident-rules.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { ROLE_WORDS, severityWhy } from '../incident-words.ts';
import { FactSection } from './fact-section.tsx';
import { FollowUps } from './follow-ups.tsx';
import { Linked } from './linked.tsx';
import { Milestones } from './milestones.tsx';
import { Words } from './words.tsx';
import '../incident-facts.css';

export function FactsPane({ incident }: { readonly incident: Incident }) {
  const { id, roles, severity } = incident;
  const held = ROLES.filter((role) => roles[role] !== '');
  return (
    <div className="facts-pane">
      <Words incident={incident} />
      <FollowUps incident={incident} />
      <FactSection
        title="Who"
        act={{ label: 'Roles', keys: 'o', run: () => openDialog({ type: 'incident-roles', incidentId: id }) }}
      >
        {held.length === 0 ? (
          <p className="none">Nobody has a role yet. Who leads does not fix.</p>
        ) : (
          <dl className="fkv">
            {held.map((role) => (
              <div key={role}>
                <dt>{ROLE_WORDS[role]}</dt>
                <dd className="hand">{roles[role]}</dd>
              </div>
            ))}
          </dl>
        )}
      </FactSection>
      <Milestones incident={incident} />
      <FactSection
        title={`Severity ${severity}`}
        act={{ label: 'Rate', keys: 'v', run: () => openDialog({ type: 'incident-rate', incidentId: id }) }}
      >
        <p className="fwords">{severityWhy(incident)}</p>
      </FactSection>
      <Linked incident={incident} />
    </div>
  );
}
