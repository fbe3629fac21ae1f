// What is called out, over the full width, until somebody has it. Its age counts.
import type { CSSProperties } from 'react';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { useNow } from '../../lib/now.ts';
import { count } from '../../lib/number.ts';
import { when } from '../../lib/time.ts';
import { selectBehind } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { leadOf, selectAlarm, selectAlarmsBeside } from './alarm.ts';
import { ageFace, nameOf } from './wall-words.ts';

export function AlarmBanner() {
  const problem = useWorld(selectAlarm);
  return problem && <Called problem={problem} />;
}

function Called({ problem }: { readonly problem: Problem }) {
  const name = useWorld((world) => nameOf(world, problem));
  const fact = useWorld((world) => factWords(problem, selectBehind(world).get(problem.hostId) ?? 0, summaryOf(world)));
  const lead = useWorld((world) => leadOf(world, problem));
  const beside = useWorld(selectAlarmsBeside);
  function summaryOf(world: ReturnType<typeof useWorld.getState>): string {
    return world.checkStates.get(problem.checkId)?.summary ?? '';
  }
  return (
    <section className={`wb-al a-${problem.status}`} role="alert" aria-label="Alarm">
      <Glyph status={problem.status} lit />
      <div>
        {/* Long names get smaller letters before they are cut. */}
        <b style={{ '--chars': name.length } as CSSProperties}>{name}</b>
        <span>
          {[fact, lead === '' ? 'Nobody has it.' : `${lead} leads.`, beside > 0 ? `${beside} more like it.` : '']
            .filter(Boolean)
            .join(' ')}
        </span>
      </div>
      <Age at={problem.openedAt} />
    </section>
  );
}

const factWords = ({ status }: Problem, behind: number, summary: string): string => {
  if (behind > 0) return `${count(behind, 'host')} behind it.`;
  if (status === 'down' || summary === '') return '';
  return /[.!?]$/.test(summary) ? summary : `${summary}.`;
};

function Age({ at }: { readonly at: number }) {
  const now = useNow();
  const [figure, unit] = ageFace(now - at);
  return (
    <time dateTime={new Date(at).toISOString()}>
      <b>{figure}</b>
      <span>
        {unit}, since {when(at, now).replace(/(\d\d:\d\d):\d\d$/, '$1')} UTC
      </span>
    </time>
  );
}
