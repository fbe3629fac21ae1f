// The clock: UTC is the time of the record, beside it the time of the people.
import { useNow } from '../../lib/now.ts';
import { clock } from '../../lib/time.ts';
import { localWords, wallZone } from './wall-words.ts';

export function WallClock({ zone }: { readonly zone: string }) {
  const now = useNow();
  const time = clock(now);
  return (
    <div className="wb-clk">
      <b>
        {time.slice(0, 5)}
        <i>{time.slice(5)}</i>
      </b>
      <span>UTC</span>
      <u>{localWords(now, wallZone(zone))}</u>
    </div>
  );
}
