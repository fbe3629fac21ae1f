// The problems of an incident: add open ones, or move some out into an incident of their own.
import { useState } from 'react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import { Segment } from '../../ui/segment.tsx';
import { AddProblems } from './problems/add-problems.tsx';
import { SplitProblems } from './problems/split-problems.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

type How = 'add' | 'split';

export function ProblemsDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Problems">
      {(incident) => <Either incident={incident} />}
    </WithIncident>
  );
}

function Either({ incident }: { readonly incident: Incident }) {
  const [how, setHow] = useState<How>('add');
  const choice = (
    <Segment<How>
      label="What to do"
      value={how}
      options={[
        ['add', 'Add open problems'],
        ['split', 'Move out into a new one'],
      ]}
      onChange={setHow}
    />
  );
  return how === 'add' ? (
    <AddProblems incident={incident}>{choice}</AddProblems>
  ) : (
    <SplitProblems incident={incident}>{choice}</SplitProblems>
  );
}
