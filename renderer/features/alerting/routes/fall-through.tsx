// Alerts that could reach nobody, said above the routes.
import { TriangleAlert } from 'lucide-react';
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Channel, Route } from '../../../../electron/contract/model/notice.ts';
import { uncovered } from './route-match.ts';
import '../deliveries/deliveries.css';

interface Props {
  readonly routes: readonly Route[];
  readonly channels: ReadonlyMap<ChannelId, Channel>;
}

export function FallThrough({ routes, channels }: Props) {
  const open = uncovered(routes, channels);
  if (open.length === 0) return null;
  return (
    <section className="fall-note" aria-label="Alerts that reach nobody">
      <TriangleAlert className="ic" aria-hidden="true" />
      <p>
        <b>An alert of {open.map((one) => `SEV${one}`).join(', ')} can reach nobody.</b>
        <span>
          No route takes all of them, at all times, to a channel that is on. Add one at the end, without tags, sites and
          hours.
        </span>
      </p>
    </section>
  );
}
