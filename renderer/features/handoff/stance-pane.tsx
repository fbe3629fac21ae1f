// The items by what they want: act, look, know. In each part in the order of the briefing.
import type { ReactNode } from 'react';
import { type BriefingItem, STANCES, type Stance } from '../../../electron/contract/model/briefing.ts';
import type { Handoff } from '../../../electron/contract/model/handoff.ts';
import type { Desk } from './desk.ts';
import { type Entry, type Placed, saidOfGone } from './entries.ts';
import { ItemFeed } from './item-feed.tsx';
import type { ItemProps } from './item-parts.tsx';
import { StableRow } from './stable-row.tsx';
import { UnstableCard } from './unstable-card.tsx';
import { WatchRow } from './watch-row.tsx';

const TITLES = { unstable: 'Unstable', watch: 'Watch', stable: 'Stable' } as const satisfies Record<Stance, string>;
const PARTS = { unstable: UnstableCard, watch: WatchRow, stable: StableRow } as const satisfies Record<
  Stance,
  (props: ItemProps) => ReactNode
>;
const AS = { unstable: 'card', watch: 'row', stable: 'cells' } as const satisfies Record<Stance, string>;
const NONE = {
  unstable: 'none: nothing waits for anybody',
  watch: 'none',
  stable: 'none',
} as const satisfies Record<Stance, string>;

/** What is wanted of people in the state the hand-over is in. */
function wanted(stance: Stance, handoff: Handoff | null): string {
  if (stance === 'stable') return 'for your knowledge';
  if (handoff?.state === 'draft') return stance === 'unstable' ? 'say what is next, and when' : 'say what to look for';
  if (handoff?.state === 'ready') return stance === 'unstable' ? 'tick and read back each one' : 'tick each one';
  return stance === 'unstable' ? 'somebody must act' : 'somebody must look';
}

/** Promises of a draft stand at the right, where they are typed. */
export const isShown = ({ section }: BriefingItem, handoff: Handoff | null): boolean =>
  section !== 'promises' || handoff?.state !== 'draft';

interface Props {
  readonly desk: Desk;
  readonly entries: readonly Entry[];
  readonly placed: readonly Placed[];
  readonly front: string | null;
  readonly open: ReadonlySet<string>;
  /** At the right of the first heading. */
  readonly tools: ReactNode;
}

export function StancePane({ desk, entries, placed, front, open, tools }: Props) {
  return STANCES.map((stance, index) => {
    const own = entries.filter(({ item }) => item.stance === stance && isShown(item, desk.handoff));
    const Part = PARTS[stance];
    return (
      <section key={stance} className={`ho-part ho-${stance}`}>
        <div className="ph">
          <h2>
            {TITLES[stance]}
            <em>{own.length}</em>
          </h2>
          <span className="sub">{own.length === 0 ? NONE[stance] : wanted(stance, desk.handoff)}</span>
          {index === 0 && <div className="phr">{tools}</div>}
        </div>
        {own.length > 0 && (
          <ItemFeed
            label={TITLES[stance]}
            entries={own}
            front={front}
            as={AS[stance]}
            draw={(entry, place) => (
              <Part
                entry={entry}
                desk={desk}
                isFront={entry.item.key === front}
                isOpen={open.has(entry.item.key)}
                place={place}
              />
            )}
          />
        )}
        {stance === 'stable' && desk.handoff !== null && <SaidOfGone placed={placed} handoff={desk.handoff} />}
      </section>
    );
  });
}

/** Words about what is over by now: nothing typed is lost. */
function SaidOfGone({ placed, handoff }: { readonly placed: readonly Placed[]; readonly handoff: Handoff }) {
  const said = saidOfGone(placed, handoff);
  if (said.length === 0) return null;
  return (
    <div className="ho-gone">
      <h3>Said about what is not in the briefing any more</h3>
      {said.map(([key, { next, ifThen, tried }]) => (
        <p key={key}>
          <span className="mono">{key.slice(key.indexOf(':') + 1)}</span>{' '}
          {[next, tried, ifThen].filter(Boolean).join('; ')}
        </p>
      ))}
    </div>
  );
}
