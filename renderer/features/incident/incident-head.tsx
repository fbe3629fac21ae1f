// The head of an incident: how bad, which, how it stands, what it is about, whose it is, and what was promised.
import {
  CheckCheck,
  CircleCheck,
  CircleDot,
  CircleSlash,
  Lock,
  type LucideIcon,
  Pause,
  ShieldCheck,
} from 'lucide-react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { IncidentStatus } from '../../../electron/contract/model/incident-rules.ts';
import { useNow } from '../../lib/now.ts';
import { clock, day, duration } from '../../lib/time.ts';
import { detectedAt, WAITS_FOR_WORDS } from '../../store/incident-words.ts';
import { isStanding, isUnhandled } from '../../store/incidents.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { SeverityTag } from '../../ui/severity-tag.tsx';
import { firstLine, openedWords } from './incident-words.ts';
import { SlaClocks } from './sla-clocks.tsx';

const STATUS_ICONS: Readonly<Record<IncidentStatus, LucideIcon>> = {
  open: CircleDot,
  acknowledged: CheckCheck,
  mitigated: ShieldCheck,
  resolved: CircleCheck,
  closed: Lock,
  cancelled: CircleSlash,
};

export function IncidentHead({ incident }: { readonly incident: Incident }) {
  const { severity, number, status, onHold, title } = incident;
  const Icon = STATUS_ICONS[status];
  return (
    <header className="ihead">
      <div className="it">
        <div className="it1">
          <LitTag incident={incident} severity={severity} />
          <span className="mono">{number}</span>
          <span className={status === 'open' ? 'stt nobody' : 'stt'}>
            <Icon className="ic" aria-hidden="true" />
            {status}
          </span>
          {onHold && <Held onHold={onHold} />}
          <span className="crumb">{openedWords(incident)}</span>
        </div>
        <h1 title={title}>{title}</h1>
      </div>
      <Facts incident={incident} />
      <SlaClocks incident={incident} />
    </header>
  );
}

/** Filled while nobody has it, or a promise is broken. */
function LitTag({ incident, severity }: { readonly incident: Incident; readonly severity: Incident['severity'] }) {
  return <SeverityTag severity={severity} lit={isUnhandled(incident, useNow())} />;
}

function Held({ onHold }: { readonly onHold: NonNullable<Incident['onHold']> }) {
  const now = useNow();
  return (
    <span className="held" title={onHold.reason}>
      <Pause className="ic" aria-hidden="true" />
      on hold {duration(now - onHold.since)}, waits for {WAITS_FOR_WORDS[onHold.waitsFor]}
    </span>
  );
}

function Facts({ incident }: { readonly incident: Incident }) {
  const { roles, customerImpact, impact, rootHostId } = incident;
  const host = useWorld((world) => (rootHostId ? (world.hosts.get(rootHostId)?.name ?? null) : null));
  const nobody = isStanding(incident) ? 'nobody yet' : 'nobody';
  const detected = detectedAt(incident);
  return (
    <dl className="facts">
      <Fact label="Lead" value={roles.lead || nobody} isPerson={roles.lead !== ''} />
      {roles.scribe && <Fact label="Scribe" value={roles.scribe} isPerson />}
      <Fact label="Impact" value={firstLine(customerImpact) || impact} isLong />
      {host && rootHostId && (
        <div className="w-only">
          <dt>Root host</dt>
          <dd className="mono">
            <button type="button" onClick={() => goTo({ screen: 'host', hostId: rootHostId })}>
              {host}
            </button>
          </dd>
        </div>
      )}
      <div className="w-only">
        <dt>Detected</dt>
        <dd>
          <time dateTime={new Date(detected).toISOString()} title={day(detected)}>
            {clock(detected)}
          </time>
          <u>UTC</u>
        </dd>
      </div>
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly isPerson?: boolean;
  readonly isLong?: boolean;
}

function Fact({ label, value, isPerson = false, isLong = false }: FactProps) {
  return (
    <div className={isLong ? 'long' : undefined}>
      <dt>{label}</dt>
      <dd className={isPerson ? 'hand' : undefined} title={isLong ? value : undefined}>
        {value}
      </dd>
    </div>
  );
}
