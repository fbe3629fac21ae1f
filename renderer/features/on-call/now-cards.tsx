// Who is on call now, by every rota: whom to ring, until when, who is next. A gap is the one thing in colour.
import type { OnCallNow } from '../../../electron/contract/model/on-call.ts';
import { useNowEvery } from '../../lib/now.ts';
import { duration } from '../../lib/time.ts';
import { Glyph } from '../../ui/glyph.tsx';

interface Props {
  readonly rotas: readonly OnCallNow[];
  readonly chosen: string | null;
  readonly onChoose: (scheduleId: OnCallNow['scheduleId']) => void;
}

export function NowCards({ rotas, chosen, onChoose }: Props) {
  return (
    <section className="oc-now" aria-label="On call now">
      {rotas.map((rota) => (
        <Card
          key={rota.scheduleId}
          rota={rota}
          isChosen={rota.scheduleId === chosen}
          onChoose={() => onChoose(rota.scheduleId)}
        />
      ))}
    </section>
  );
}

interface CardProps {
  readonly rota: OnCallNow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Card({ rota, isChosen, onChoose }: CardProps) {
  const now = useNowEvery(30_000);
  const { person, until, next } = rota;
  const left = until === null ? null : duration(until - now);
  return (
    <button
      type="button"
      className={`oc-card${isChosen ? ' sel' : ''}${person ? '' : ' gap'}`}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <span className="oc-rota">{rota.schedule}</span>
      {person ? (
        <>
          <b>{person.name}</b>
          <span className="mono">{person.phone || person.email || 'no way to reach them is on record'}</span>
        </>
      ) : (
        <>
          <b>
            <Glyph status="critical" lit size={18} /> Nobody
          </b>
          <span>a gap in the rota</span>
        </>
      )}
      <span className="sub">
        {left ? `until ${left} from now` : 'no end'}
        {next && `, then ${next.name}`}
      </span>
    </button>
  );
}
