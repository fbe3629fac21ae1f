// The route in front in full sentences, and below it the question that matters: which routes would take this alert?
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Route } from '../../../../electron/contract/model/notice.ts';
import type { EscalationPolicy } from '../../../../electron/contract/model/on-call.ts';
import { hoursWords } from '../hours-words.ts';
import { severityWords } from '../severity-words.ts';
import { RouteTrial } from './route-trial.tsx';
import { groupWords } from './route-words.ts';

export interface RouteProps {
  readonly route: Route;
  readonly routes: readonly Route[];
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly policies: readonly EscalationPolicy[];
}

export function RouteDetail({ route, routes, channels, policies }: RouteProps) {
  const policy = policies.find(({ id }) => id === route.policyId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the pane scrolls, and has to without a mouse
    <section className="alr-pane" aria-label={route.name} tabIndex={0}>
      <div className="ph">
        <h2>{route.name}</h2>
        <span className="sub">{route.enabled ? '' : 'off'}</span>
      </div>
      <dl className="alr-facts">
        <dt>Takes</dt>
        <dd>{severityWords(route.severities)}</dd>
        <dt>Tags</dt>
        <dd>{route.tags.length > 0 ? `one of ${route.tags.join(', ')}` : 'any'}</dd>
        <dt>Sites</dt>
        <dd>{route.sites.length > 0 ? `one of ${route.sites.join(', ')}` : 'any'}</dd>
        <dt>Hours</dt>
        <dd>{hoursWords(route.hours)}</dd>
        <dt>Tells</dt>
        <dd>
          {route.channelIds.length === 0 && 'no channel'}
          {route.channelIds.map((id, at) => {
            const channel = channels.get(id);
            return (
              <span key={id}>
                {at > 0 && ', '}
                {channel?.name ?? 'a removed channel'}
                {channel && !channel.enabled && <strong> (off)</strong>}
              </span>
            );
          })}
        </dd>
        <dt>Escalates</dt>
        <dd>{policy ? `by ${policy.name}, until somebody acknowledges` : 'no'}</dd>
        <dt>Grouping</dt>
        <dd>{groupWords(route)}</dd>
        <dt>Then</dt>
        <dd>{route.goOn ? 'goes on: the routes below are tried too' : 'stops: the routes below do not see it'}</dd>
      </dl>
      <RouteTrial routes={routes} channels={channels} />
    </section>
  );
}
