// What is still to be done: by whom, by when. A tick is the hand's; a day that is over stands out.
import type { FollowUp, Incident } from '../../../../electron/contract/model/incident.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { day } from '../../../lib/time.ts';
import { engine } from '../../../link/client.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { attempt } from '../../../store/say.ts';
import { isOverdue, isoDay } from '../incident-words.ts';
import { FactSection } from './fact-section.tsx';

const MINUTE_MS = 60_000;

export function FollowUps({ incident: { id, followUps } }: { readonly incident: Incident }) {
  const today = isoDay(useNowEvery(MINUTE_MS));
  const add = () => openDialog({ type: 'follow-up', incidentId: id, followUpId: null });
  return (
    <FactSection
      title="Follow-ups"
      count={followUps.filter(({ doneAt }) => doneAt === null).length}
      act={{ label: 'Add', keys: 'u', run: add }}
    >
      {followUps.length === 0 ? (
        <p className="none">Nothing to do afterwards yet.</p>
      ) : (
        <ul className="ffol">
          {followUps.map((one) => (
            <Item key={one.id} incidentId={id} followUp={one} isLate={isOverdue(one, today)} />
          ))}
        </ul>
      )}
    </FactSection>
  );
}

interface ItemProps {
  readonly incidentId: Incident['id'];
  readonly followUp: FollowUp;
  readonly isLate: boolean;
}

function Item({ incidentId, followUp, isLate }: ItemProps) {
  const { id, text, owner, dueOn, doneAt, doneBy } = followUp;
  const end = (done: boolean) =>
    void attempt(
      () => engine().incidents.endFollowUp({ incidentId, followUpId: id, done }),
      () => (done ? 'Done, on record.' : 'To be done again.'),
    );
  return (
    <li className={doneAt === null ? undefined : 'done'}>
      <input
        type="checkbox"
        aria-label={`Done: ${text}`}
        checked={doneAt !== null}
        onChange={({ target }) => end(target.checked)}
      />
      <button type="button" onClick={() => openDialog({ type: 'follow-up', incidentId, followUpId: id })}>
        <span>{text}</span>
        <span className="fol-w">
          {owner === '' ? <u>nobody</u> : <span className="hand">{owner}</span>}
          {dueOn !== '' && doneAt === null && (
            <time dateTime={dueOn} className={isLate ? 'late' : undefined}>
              {isLate ? 'overdue, ' : 'due '}
              {day(Date.parse(`${dueOn}T12:00:00Z`))}
            </time>
          )}
          {doneAt !== null && (
            <u>
              done {day(doneAt)}
              {doneBy && ` by ${doneBy}`}
            </u>
          )}
        </span>
      </button>
    </li>
  );
}
