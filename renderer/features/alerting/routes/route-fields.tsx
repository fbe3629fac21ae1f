// Parts of a route's form: whom it tells, and at what pace.
import { useId } from 'react';
import type { ChannelId, PolicyId } from '../../../../electron/contract/model/ids.ts';
import type { Route } from '../../../../electron/contract/model/notice.ts';
import { type FormRefusal, wrongAt } from '../../../forms/refusal.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { useWorld } from '../../../store/world.ts';
import type { RouteText } from './route-text.ts';

interface Props {
  readonly text: RouteText;
  readonly set: (change: Partial<RouteText>) => void;
}

export function RouteTargets({ text, set }: Props) {
  const id = useId();
  const channels = useWorld((world) => world.channels);
  const policies = useWorld((world) => world.onCall.policies);
  const toggle = (channelId: ChannelId) =>
    set({
      channelIds: text.channelIds.includes(channelId)
        ? text.channelIds.filter((one) => one !== channelId)
        : [...text.channelIds, channelId],
    });
  const tellsNobody = text.channelIds.length === 0 && text.policyId === null;
  return (
    <fieldset>
      <legend>Tells {tellsNobody && <u>nobody: alerts that end here are only shown</u>}</legend>
      <div className="quick-kinds">
        {channels.map((channel) => (
          <label key={channel.id} className="check-row">
            <input type="checkbox" checked={text.channelIds.includes(channel.id)} onChange={() => toggle(channel.id)} />
            {channel.name}
            {!channel.enabled && <span className="help">off</span>}
          </label>
        ))}
        {channels.length === 0 && <p className="help">There is no channel yet.</p>}
      </div>
      <div className="field">
        <label htmlFor={id}>Escalates by</label>
        <select
          id={id}
          className="input"
          value={text.policyId ?? ''}
          onChange={(event) => set({ policyId: (event.target.value || null) as PolicyId | null })}
        >
          <option value="">no policy</option>
          {policies.map((policy) => (
            <option key={policy.id} value={policy.id}>
              {policy.name}
            </option>
          ))}
        </select>
      </div>
    </fieldset>
  );
}

const GROUPS: readonly (readonly [Route['groupBy'], string])[] = [
  ['cause', 'the same cause (a host and what hangs on it)'],
  ['site', 'the same site'],
  ['route', 'everything this route takes'],
];

export function RoutePace({ text, refusal, set }: Props & { readonly refusal: FormRefusal }) {
  const id = useId();
  return (
    <fieldset>
      <legend>One message for</legend>
      <select
        id={id}
        className="input"
        aria-label="One message for"
        value={text.groupBy}
        onChange={(event) => set({ groupBy: event.target.value as Route['groupBy'] })}
      >
        {GROUPS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <div className="hours-row">
        <TextField
          label="The first waits"
          value={text.wait}
          help="SEV1 never waits."
          wrong={wrongAt(refusal, 'groupWaitMs')}
          onChange={(wait) => set({ wait })}
        />
        <TextField
          label="Then at most every"
          value={text.interval}
          wrong={wrongAt(refusal, 'groupIntervalMs')}
          onChange={(interval) => set({ interval })}
        />
        <TextField
          label="Repeated every"
          value={text.repeat}
          help="never: told once."
          wrong={wrongAt(refusal, 'repeatIntervalMs')}
          onChange={(repeat) => set({ repeat })}
        />
      </div>
    </fieldset>
  );
}
