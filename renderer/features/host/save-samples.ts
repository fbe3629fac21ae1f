// The stored values of one check over what is shown, as a file. The engine writes the table, with a unit for each value.
import type { Check } from '../../../electron/contract/model/check.ts';
import { count, figure } from '../../lib/number.ts';
import { saveCsv } from '../../lib/save-file.ts';
import { engine } from '../../link/client.ts';
import { attempt } from '../../store/say.ts';
import type { TimeWindow } from './time-window.ts';

/** Asks for the values and offers them to be saved; says how many, and when there were more than one file holds. */
export async function saveSamples(check: Check, { from, to }: TimeWindow): Promise<void> {
  const period = { from: Math.max(0, Math.round(from)), to: Math.round(Math.min(to, Date.now())) };
  await attempt(
    async () => {
      const answer = await engine().history.samplesCsv({ checkId: check.id, ...period });
      if (answer.rows > 0) saveCsv(answer.name, answer.text);
      return answer;
    },
    ({ rows, cut }) => {
      if (rows === 0) return `${check.name} has no stored value in this period: there is nothing to save.`;
      if (cut)
        return `Only the first ${figure(rows)} values of ${check.name} fit into one file; a shorter range holds the rest.`;
      return `${count(rows, 'value')} of ${check.name} to be saved as CSV.`;
    },
  );
}
