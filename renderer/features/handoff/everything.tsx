// Everything, in order: the eleven sections with what stands in each, at a glance.
import type { BriefingSection } from '../../../electron/contract/model/briefing.ts';
import { useNowEvery } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import type { Desk } from './desk.ts';
import { figuresShort } from './figure-words.ts';
import { nextWhen, SECTION_SHORT } from './words.ts';

interface Props {
  readonly desk: Desk;
  readonly onOpen: () => void;
}

export function Everything({ desk, onOpen }: Props) {
  const now = useNowEvery(60_000);
  return (
    <section className="w-only" aria-label="Everything, in order">
      <div className="ph">
        <h2>Everything, in order</h2>
      </div>
      <ol className="ho-ord">
        {desk.briefing.sections.map((section, index) => (
          <li key={section.id}>
            <button type="button" onClick={onOpen}>
              <i>{index + 1}</i>
              <b>{SECTION_SHORT[section.id]}</b>
              <span>{standing(section, desk, now)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How much is in it, and the one thing to know. */
function standing({ id, items }: BriefingSection, { handoff, briefing }: Desk, now: number): string {
  if (id === 'figures') return figuresShort(briefing.figures);
  const said = id === 'promises' ? (handoff?.promises.length ?? 0) : 0;
  const total = Math.max(items.length, said);
  if (id === 'contacts' && handoff !== null && handoff.contacts !== '' && total === 0) return 'in words';
  if (total === 0) return 'none';
  if (id === 'promises') return count(total, 'promise');
  const ends = items.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
  if (id === 'held' && ends.length > 0) return `${total}, next ends ${nextWhen(Math.min(...ends), now)}`;
  if (id === 'maintenance') {
    const running = items.filter(({ since }) => since !== null && since <= briefing.asOf).length;
    return running > 0 && running < total ? `${running} now, ${total - running} to come` : `${total}`;
  }
  const [only] = items;
  return total === 1 && only ? only.subject : `${total}`;
}
