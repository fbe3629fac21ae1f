// The hand-over: briefing, judgement, signatures; and those of the past. While nobody hands over, the briefing of this moment.

import { useEffect, useRef } from 'react';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { useNowEvery } from '../../lib/now.ts';
import { engine } from '../../link/client.ts';
import { BRIEFING_EVERY_MS, useHandoff } from '../../link/handoff.ts';
import { useAsked } from '../../link/use-asked.ts';
import { useKeys } from '../../store/keys.ts';
import { useRoute } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { deskOf } from './desk.ts';
import { DeskScreen } from './desk-screen.tsx';
import './handoff.css';
import './handoff-fields.css';
import './handoff-items.css';
import './handoff-rows.css';
import './handoff-side.css';
import './handoff-lists.css';
import './handoff-glance.css';

export function HandoffScreen({ handoffId }: { readonly handoffId: HandoffId | undefined }) {
  const standing = useWorld(({ handoff }) => handoff?.id);
  const isKnown = useWorld((world) => world.link !== 'waiting');
  const id = handoffId ?? standing;
  useStayWith(handoffId === undefined ? standing : undefined);
  if (id !== undefined) return <One key={id} id={id} />;
  return isKnown ? <Nobody /> : <Waiting />;
}

/** One that ends stays on screen as it was signed, until somebody goes on. */
function useStayWith(standing: HandoffId | undefined): void {
  const last = useRef(standing);
  useEffect(() => {
    const before = last.current;
    last.current = standing;
    const { route } = useRoute.getState();
    if (standing !== undefined || before === undefined || route.screen !== 'handoff' || route.handoffId) return;
    useRoute.setState({ route: { screen: 'handoff', handoffId: before } });
  }, [standing]);
}

function One({ id }: { readonly id: HandoffId }) {
  const { view, failure, again } = useHandoff(id);
  if (view) return <DeskScreen desk={deskOf(view, view.briefing)} deskId={id} />;
  if (failure !== null) return <Failed what="The hand-over" reason={failure} again={again} />;
  return <Waiting />;
}

function Nobody() {
  const engineId = useWorld((world) => world.engineId);
  const moment = useNowEvery(BRIEFING_EVERY_MS);
  const [asked, again] = useAsked(`${engineId} ${moment}`, () => engine().handoffs.briefing({}));
  if (asked.type === 'ready') return <DeskScreen desk={deskOf(null, asked.value)} deskId="now" />;
  if (asked.type === 'failed') return <Failed what="The briefing" reason={asked.reason} again={again} />;
  return <Waiting />;
}

interface FailedProps {
  readonly what: string;
  readonly reason: string;
  readonly again: () => void;
}

function Failed({ what, reason, again }: FailedProps) {
  useKeys('Handoff', [{ keys: ['r'], label: 'Read it again', bar: 'first', run: again }]);
  return (
    <main className="ho">
      <h1 className="vh">Handoff</h1>
      <div className="err" role="alert">
        <span aria-hidden="true">!</span>
        <p>
          {what} could not be read: {/[.!?]$/.test(reason) ? reason : `${reason}.`} Nothing is lost.
        </p>
        <button type="button" className="btn" onClick={again}>
          <Keycap keys="r" />
          Read it again
        </button>
      </div>
    </main>
  );
}

/** The layout to come, in still blocks. */
function Waiting() {
  return (
    <main className="ho" aria-busy="true">
      <h1 className="vh">Handoff</h1>
      <div className="ho-head" />
      <div className="ho-body">
        <div className="ho-main">
          {['a', 'b', 'c'].map((each) => (
            <div key={each} className="skel ho-skel" />
          ))}
        </div>
        <aside className="ho-side" />
      </div>
    </main>
  );
}
