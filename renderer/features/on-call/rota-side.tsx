// Beside the rota: the stretch in front, people, policies, and what climbs now.
import type { OnCallSpan, Schedule } from '../../../electron/contract/model/on-call.ts';
import { GapList } from '../../forms/gap-list.tsx';
import { wallClock } from '../../lib/zone-days.ts';
import { openDialog } from '../../store/dialogs.ts';
import { useWorld } from '../../store/world.ts';
import { Ago } from '../../ui/figures.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { policyWords } from './policy-words.ts';

interface Props {
  readonly schedule: Schedule | null;
  readonly span: OnCallSpan | null;
  readonly gaps: readonly OnCallSpan[];
}

export function RotaSide({ schedule, span, gaps }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the column scrolls, and has to without a mouse
    <aside className="hright oc-side" aria-label="People and policies" tabIndex={0}>
      <Climbing />
      {schedule && <GapList title="Gaps" gaps={gaps} zone={schedule.zone} where="in these weeks" />}
      {schedule && span && <Front schedule={schedule} span={span} />}
      <People />
      <Policies />
    </aside>
  );
}

function Climbing() {
  const escalations = useWorld((world) => world.escalations);
  if (escalations.length === 0) return null;
  return (
    <section aria-label="Escalations">
      <h2>
        Climbing now<em>{escalations.length}</em>
      </h2>
      {escalations.map((one) => (
        <div className="oc-climb" key={one.id}>
          <b>{one.title}</b>
          <span className="sub">
            for <Ago at={one.startedAt} />, told {one.told.map(({ who }) => who).join(', ') || 'nobody yet'}
          </span>
          {one.nextAt === null && <span className="bad">No step is left, and nobody took it.</span>}
        </div>
      ))}
    </section>
  );
}

function Front({ schedule, span }: { readonly schedule: Schedule; readonly span: OnCallSpan }) {
  const person = useWorld((world) => world.onCall.people.find(({ id }) => id === span.personId));
  return (
    <section aria-label="This stretch">
      <h2>{person?.name ?? 'Nobody'}</h2>
      <dl className="kv2">
        <div>
          <dt>From</dt>
          <dd>{wallClock(span.from, schedule.zone)}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>{wallClock(span.to, schedule.zone)}</dd>
        </div>
        {span.personId !== null && (
          <div>
            <dt>By</dt>
            <dd>{span.by === 'override' ? 'an override' : `layer ${span.by}`}</dd>
          </div>
        )}
        {person?.phone && (
          <div>
            <dt>Phone</dt>
            <dd className="mono">{person.phone}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function People() {
  const people = useWorld((world) => world.onCall.people);
  const channels = useWorld((world) => world.channels);
  return (
    <section aria-label="People">
      <h2>
        People<em>{people.length}</em>
      </h2>
      <ul className="oc-list">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" onClick={() => openDialog({ type: 'person-form', personId: person.id })}>
              <b>{person.name}</b>
              <span className="sub">
                {person.channelIds
                  .map((id) => channels.find((one) => one.id === id)?.name ?? 'a lost channel')
                  .join(', ') || 'no channel reaches them'}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => openDialog({ type: 'person-form', personId: null })}>
        <Keycap keys="p" /> Add a person
      </button>
    </section>
  );
}

function Policies() {
  const onCall = useWorld((world) => world.onCall);
  const channels = useWorld((world) => world.channels);
  return (
    <section aria-label="Escalation policies">
      <h2>
        Escalation<em>{onCall.policies.length}</em>
      </h2>
      <ul className="oc-list">
        {onCall.policies.map((policy) => (
          <li key={policy.id}>
            <button type="button" onClick={() => openDialog({ type: 'policy-form', policyId: policy.id })}>
              <b>{policy.name}</b>
              <span className="sub">{policyWords(policy, onCall, channels)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => openDialog({ type: 'policy-form', policyId: null })}>
        <Keycap keys="P" /> Add a policy
      </button>
    </section>
  );
}
