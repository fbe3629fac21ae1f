// Who is on call now, by each rota: whom to ring. Not there as long as there is no rota.
import type { OnCallNow } from '../../../../electron/contract/model/on-call.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { duration } from '../../../lib/time.ts';
import { goTo } from '../../../store/route.ts';
import { useWorld } from '../../../store/world.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

export function OnCallPanel() {
  const rotas = useWorld((world) => world.onCall.now);
  if (rotas.length === 0) return null;
  return (
    <section className="oncall" aria-label="On call now">
      <h2>
        On call now
        <span>
          <Keycap keys="g o" />
        </span>
      </h2>
      <ul>
        {rotas.map((rota) => (
          <li key={rota.scheduleId}>
            <Rota rota={rota} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rota({ rota: { schedule, person, until } }: { readonly rota: OnCallNow }) {
  const now = useNowEvery(30_000);
  return (
    <button type="button" onClick={() => goTo({ screen: 'on-call' })}>
      <span className="sub">{schedule}</span>
      {person ? (
        <b>{person.name}</b>
      ) : (
        <b className="nobody">
          <Glyph status="critical" lit size={13} quiet /> Nobody
        </b>
      )}
      <span className="mono">{person?.phone || person?.email}</span>
      {until !== null && <u>{duration(until - now)}</u>}
    </button>
  );
}
