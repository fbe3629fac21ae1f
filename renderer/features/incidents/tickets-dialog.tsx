// The same matter in other systems: system, id and a link, as many as there are.
import { X } from 'lucide-react';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { Incident, Ticket } from '../../../electron/contract/model/incident.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { WithIncident } from './with-incident.tsx';
import '../../forms/forms.css';
import './dialogs.css';

const SYSTEMS = ['ServiceNow', 'Jira', 'Carrier desk', 'Vendor'];
const NEW: Ticket = { system: '', id: '', url: '' };
const MOST = 32;

export function TicketsDialog({ incidentId }: { readonly incidentId: IncidentId }) {
  return (
    <WithIncident incidentId={incidentId} title="Tickets">
      {(incident) => <Form incident={incident} />}
    </WithIncident>
  );
}

/** A row somebody began; an empty one is only the place for the next. */
const isBegun = ({ system, id, url }: Ticket): boolean => [system, id, url].some((words) => words.trim() !== '');

function Form({ incident: { id: incidentId, number, tickets } }: { readonly incident: Incident }) {
  const form = useKeptForm(() => ({ tickets: tickets.length === 0 ? [NEW] : [...tickets] }));
  const { text, set, refusal } = form;
  const wrong = text.tickets.flatMap((one, at) =>
    isBegun(one)
      ? [
          ...(one.system.trim() === '' ? [{ path: `tickets.${at}.system`, message: 'say which system' }] : []),
          ...(one.id.trim() === '' ? [{ path: `tickets.${at}.id`, message: 'say its number there' }] : []),
        ]
      : [],
  );
  const change = (at: number, part: Partial<Ticket>) =>
    set({ tickets: text.tickets.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  const oneMore = (): boolean => {
    if (text.tickets.length < MOST) set({ tickets: [...text.tickets, NEW] });
    return true;
  };
  const send = () => engine().incidents.putTickets({ incidentId, tickets: text.tickets.filter(isBegun) });
  return (
    <FormDialog
      title="In other systems"
      sub={number}
      save="Save"
      size="roomy"
      isDirty={form.isDirty}
      isSaving={form.isSaving}
      refusal={refusal}
      homeless={elsewhere(
        refusal,
        text.tickets.flatMap((_, at) => ['system', 'id', 'url'].map((field) => `tickets.${at}.${field}`)),
      )}
      more={
        text.tickets.length < MOST && (
          <button type="button" className="btn" onClick={oneMore}>
            <Keycap keys="Alt+N" />
            One more
          </button>
        )
      }
      onKey={(event) => event.altKey && event.key.toLowerCase() === 'n' && oneMore()}
      onSave={() => form.save(wrong, send, `${number}: its tickets are kept.`)}
    >
      <div className="inc-tickets">
        {text.tickets.map((one, at) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place: two may be the same while they are typed
            key={at}
            at={at}
            ticket={one}
            refusal={refusal}
            onChange={(part) => change(at, part)}
            onRemove={() => set({ tickets: text.tickets.filter((_, place) => place !== at) })}
          />
        ))}
        {text.tickets.length === 0 && <p className="help">No ticket elsewhere.</p>}
      </div>
    </FormDialog>
  );
}

interface RowProps {
  readonly at: number;
  readonly ticket: Ticket;
  readonly refusal: FormRefusal;
  readonly onChange: (part: Partial<Ticket>) => void;
  readonly onRemove: () => void;
}

function Row({ at, ticket: { system, id, url }, refusal, onChange, onRemove }: RowProps) {
  const wrong = (field: string) => wrongAt(refusal, `tickets.${at}.${field}`);
  return (
    <div className="inc-ticket">
      <TextField
        label="System"
        value={system}
        offers={SYSTEMS}
        wrong={wrong('system')}
        onChange={(words) => onChange({ system: words })}
      />
      <TextField
        label="Number there"
        isMono
        value={id}
        wrong={wrong('id')}
        onChange={(words) => onChange({ id: words })}
      />
      <TextField
        label="Link"
        optional
        value={url}
        placeholder="https://"
        wrong={wrong('url')}
        onChange={(words) => onChange({ url: words })}
      />
      <button type="button" className="btn icon" aria-label={`Take ticket ${id || at + 1} away`} onClick={onRemove}>
        <X aria-hidden="true" />
      </button>
    </div>
  );
}
