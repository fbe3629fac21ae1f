// "Which routes would take this?": a host and a state, and what would become of its alert now. Nothing is sent.
import { CircleSlash } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Route } from '../../../../electron/contract/model/notice.ts';
import type { ProblemStatus } from '../../../../electron/contract/model/problem-status.ts';
import { severityOf } from '../../../../electron/contract/model/severity-of.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { WORST_FIRST } from '../../../store/roll-up.ts';
import { useWorld } from '../../../store/world.ts';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { isWithin } from '../hours-words.ts';
import { useAlerting } from '../rules/use-alerting.ts';
import { takers } from './route-match.ts';
import './routes.css';

interface Props {
  readonly routes: readonly Route[];
  readonly channels: ReadonlyMap<ChannelId, Channel>;
}

const MOST_OFFERED = 200;

export function RouteTrial({ routes, channels }: Props) {
  const id = useId();
  const hosts = useWorld((world) => world.hosts);
  const [name, setName] = useState('');
  const [status, setStatus] = useState<ProblemStatus>('down');
  const { alerting } = useAlerting();
  const now = useNowEvery(60_000);
  const byName = useMemo(() => new Map([...hosts.values()].map((host) => [host.name, host])), [hosts]);
  const offers = useMemo(
    () => [...byName.keys()].filter((each) => each.includes(name)).slice(0, MOST_OFFERED),
    [byName, name],
  );
  const host = byName.get(name);
  const severity = host && severityOf(alerting?.severityRules ?? [], { ...host, status });
  const quiet =
    host &&
    alerting?.quietHours.find(
      (one) =>
        severity !== undefined &&
        one.severities.includes(severity) &&
        (one.tags.length === 0 || host.tags.some((tag) => one.tags.includes(tag))) &&
        (one.sites.length === 0 || one.sites.includes(host.site)) &&
        isWithin(one, now),
    );
  return (
    <section className="trial" aria-label="Which routes would take this?">
      <h3>Which routes would take this?</h3>
      <div className="field-row">
        <div className="field">
          <label htmlFor={`${id}h`}>Host</label>
          <input
            id={`${id}h`}
            className="input mono"
            value={name}
            list={`${id}l`}
            placeholder="ams1-core-sw01"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setName(event.target.value.trim())}
          />
          <datalist id={`${id}l`}>
            {offers.map((offer) => (
              <option key={offer} value={offer} />
            ))}
          </datalist>
        </div>
        <div className="field">
          <label htmlFor={`${id}s`}>is</label>
          <select
            id={`${id}s`}
            className="input"
            value={status}
            onChange={(event) => setStatus(event.target.value as ProblemStatus)}
          >
            {WORST_FIRST.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
      </div>
      <div role="status" className="trial-answer">
        {!host && (
          <p className="help">{name === '' ? 'Name a host: nothing is sent.' : `There is no host "${name}".`}</p>
        )}
        {severity && (
          <>
            <p>
              <SeverityTag severity={severity} /> by the rules, now.
              {quiet && <strong> Held until the quiet hours "{quiet.name}" end.</strong>}
            </p>
            <Takers found={takers(routes, { severity, tags: host.tags, site: host.site }, now)} channels={channels} />
          </>
        )}
      </div>
    </section>
  );
}

function Takers({ found, channels }: { readonly found: readonly Route[]; readonly channels: Props['channels'] }) {
  if (found.length === 0) {
    return (
      <p className="wrong">
        <CircleSlash className="ic" aria-hidden="true" /> No route takes it now: nobody would be told.
      </p>
    );
  }
  return (
    <ol>
      {found.map((route) => (
        <li key={route.id}>
          <b>{route.name}</b>
          <span>
            {route.channelIds.map((id) => channels.get(id)?.name ?? 'a removed channel').join(', ') || 'no channel'}
          </span>
        </li>
      ))}
    </ol>
  );
}
