// What is said of reports that schedules made: in the journal, and as a trouble while one does not arrive.
import type { EntryDraft } from '../../../contract/model/journal.ts';
import type { MadeReport } from '../../../contract/model/report.ts';
import type { KeptReport } from '../../store/made-reports.ts';

/** Before that it may be a server that restarts. */
const TROUBLE_FROM_TRIES = 4;

/** As screens see it. */
export const madeOf = (kept: KeptReport): MadeReport => {
  const { id, scheduleId, schedule, from, to, madeAt, state, tries, said } = kept;
  return { id, scheduleId, schedule, from, to, madeAt, state, tries, said };
};

/** The entry of one that arrived, or was given up. */
export function endEntry(kept: KeptReport, now: number): EntryDraft {
  const { state, tries, schedule, words, said, by } = kept;
  const which = `Report "${schedule}" for ${words}`;
  const times = tries === 1 ? 'one try' : `${tries} tries`;
  const text =
    state === 'delivered'
      ? `${which} delivered: ${said.join('; ')}`
      : `${which} not delivered after ${times}: ${said.join('; ')}`;
  const data = { what: state, scheduleId: kept.scheduleId, from: kept.from, to: kept.to, tries, said: [...said] };
  return { kind: 'report', occurredAt: now, actor: by, text, data };
}

/** What is wrong now, over the newest of each schedule; null: nothing. */
export function troubleWords(newestOfEach: readonly KeptReport[]): string | null {
  const lines = newestOfEach.flatMap(({ state, tries, schedule, words, said }) => {
    if (state === 'failed')
      return `The report "${schedule}" for ${words} did not arrive and is not tried any more: ${said.join('; ')} The data is kept. Put that right, then deliver it again from Reports.`;
    if (state === 'waiting' && tries >= TROUBLE_FROM_TRIES)
      return `The report "${schedule}" for ${words} did not arrive yet: ${said.join('; ')} It is kept and tried again for a day.`;
    return [];
  });
  return lines.length === 0 ? null : lines.join(' ');
}

/** For the reader of a report before which others were not made; null: none is missing. */
export function missedWords({ missed = 0 }: KeptReport): string | null {
  if (missed === 0) return null;
  return missed === 1
    ? 'The report before this one was not made: Watchfloor did not run when it was due. It can be made from Reports at any time.'
    : `The ${missed} reports before this one were not made: Watchfloor did not run when they were due. They can be made from Reports at any time.`;
}
