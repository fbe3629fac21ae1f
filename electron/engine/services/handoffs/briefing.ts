// The briefing of a shift, from what is known and from the journal: gathered here (briefing-*.ts beside it), decided in
// core/briefing-*.ts. Reads only: making one changes nothing.
import type { Briefing } from '../../../contract/model/briefing.ts';
import { draftsOf } from '../../core/briefing-draft.ts';
import { sectionsOf } from '../../core/briefing-item.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AlarmLoadService } from '../alarm-load.ts';
import type { ShiftFigureService } from '../shifts/figures.ts';
import { breathe } from '../slices.ts';
import { type BriefingSources, complete, takeStock } from './briefing-gather.ts';
import { noiseOf } from './briefing-past.ts';

export interface Briefings {
  /** What is so now, and what happened since `from` (epoch ms); looks ahead until `until`. Section 'promises' is empty: people add it. */
  make(stretch: { readonly from: number; readonly until: number }): Promise<Briefing>;
}

export interface BriefingOptions extends BriefingSources {
  readonly clock: Pick<Clock, 'now'>;
  readonly figures: Pick<ShiftFigureService, 'figures'>;
  readonly alarmLoad: AlarmLoadService;
}

export function createBriefings(options: BriefingOptions): Briefings {
  const { clock, figures, alarmLoad } = options;
  return {
    async make(wanted) {
      // What takes long comes first; what is so now is taken afterwards, in one turn.
      const from = Math.min(wanted.from, clock.now());
      const shift = await figures.figures(from, clock.now());
      const noisy = await noiseOf(alarmLoad, { from, asOf: clock.now() });
      await breathe();
      const asOf = clock.now();
      const stretch = { from, asOf, until: Math.max(wanted.until, asOf) };
      const stock = takeStock(options, stretch);
      const facts = await complete(options, stock, stretch, noisy);
      await breathe();
      const sections = sectionsOf(draftsOf(facts));
      return { ...stretch, sections, figures: shift, forecasts: stock.forecasts, head: stock.head };
    },
  };
}
