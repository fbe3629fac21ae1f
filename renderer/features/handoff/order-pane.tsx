// Everything, in the order in which it is handed over: the eleven sections, and 'none' where there is nothing.
import { Fragment, type ReactNode } from 'react';
import type { BriefingSection } from '../../../electron/contract/model/briefing.ts';
import { ContactWords } from './contacts.tsx';
import type { Desk } from './desk.ts';
import type { Entry } from './entries.ts';
import { figureLines } from './figure-words.ts';
import { ItemFeed } from './item-feed.tsx';
import { PromiseList } from './promises.tsx';
import { StableRow } from './stable-row.tsx';
import { WatchRow } from './watch-row.tsx';

interface Props {
  readonly desk: Desk;
  readonly entries: readonly Entry[];
  readonly front: string | null;
  readonly open: ReadonlySet<string>;
  readonly tools: ReactNode;
}

export function OrderPane({ desk, entries, front, open, tools }: Props) {
  return desk.briefing.sections.map((section, index) => {
    const own = entries.filter(({ item }) => item.section === section.id);
    const more = moreOf(section, desk);
    return (
      <section key={section.id} className="ho-part ho-sec">
        <div className="ph">
          <h2>
            <i>{index + 1}</i> {section.title}
            {own.length > 0 && <em>{own.length}</em>}
          </h2>
          {own.length === 0 && more === null && <span className="sub">none</span>}
          {index === 0 && <div className="phr">{tools}</div>}
        </div>
        {own.length > 0 && (
          <ItemFeed
            label={section.title}
            entries={own}
            front={front}
            as="row"
            draw={(entry, place) => {
              const Row = entry.item.stance === 'stable' ? StableRow : WatchRow;
              return (
                <Row
                  entry={entry}
                  desk={desk}
                  isFront={entry.item.key === front}
                  isOpen={open.has(entry.item.key)}
                  place={place}
                />
              );
            }}
          />
        )}
        {more}
      </section>
    );
  });
}

/** What people added, and the figures; null: nothing. */
function moreOf({ id }: BriefingSection, { handoff, briefing }: Desk): ReactNode {
  if (id === 'figures') {
    return (
      <dl className="ho-figs">
        {figureLines(briefing.figures).map(([what, figure]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>{figure}</dd>
          </Fragment>
        ))}
      </dl>
    );
  }
  if (handoff === null) return null;
  if (id === 'contacts' && handoff.contacts !== '') return <ContactWords text={handoff.contacts} />;
  if (id === 'promises' && handoff.promises.length > 0) return <PromiseList handoff={handoff} />;
  return null;
}
