// The head: which hand-over, how far it is, from whom to whom, what is left to tick.
import { ArrowRight, Check, CircleDashed, CircleSlash, FilePen, Snowflake } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Handoff, HandoffState } from '../../../electron/contract/model/handoff.ts';
import { clock } from '../../lib/time.ts';
import { useWriting } from '../../link/handoff-writing.ts';
import { useWorld } from '../../store/world.ts';
import { type Desk, mayDo } from './desk.ts';
import type { Entry } from './entries.ts';
import { sign } from './sign-acts.ts';
import { isShown } from './stance-pane.tsx';
import { TypedField } from './typed-field.tsx';
import { STATE_WORDS, shortHash, spanOf, stateLine, titleOf } from './words.ts';

const ICONS = {
  draft: FilePen,
  ready: Snowflake,
  accepted: Check,
  'accepted-with-questions': Check,
  declined: CircleSlash,
  superseded: CircleDashed,
} as const satisfies Record<HandoffState, unknown>;

export function HandoffHead({ desk, entries }: { readonly desk: Desk; readonly entries: readonly Entry[] }) {
  const { handoff } = desk;
  return (
    <header className="ho-head">
      {handoff === null ? <Now desk={desk} /> : <Which handoff={handoff} />}
      {handoff !== null && <Flow desk={desk} handoff={handoff} />}
      {handoff !== null && <People desk={desk} handoff={handoff} />}
      {handoff !== null && <Gate handoff={handoff} entries={entries} />}
    </header>
  );
}

/** Nobody hands over: the briefing of this moment. */
function Now({ desk: { briefing } }: { readonly desk: Desk }) {
  const [shift] = useWorld((world) => world.shifts.now);
  const [next] = useWorld((world) => world.shifts.next);
  return (
    <div>
      <div className="ho-h1">
        <span className="ho-stt quiet">
          <CircleDashed className="ic" aria-hidden="true" />
          nobody is handing over
        </span>
        <span>briefing of {clock(briefing.asOf)} UTC</span>
      </div>
      <h1>{shift ? (next ? `${shift.name} to ${next.name}` : shift.name) : 'How it stands'}</h1>
    </div>
  );
}

function Which({ handoff }: { readonly handoff: Handoff }) {
  const Icon = ICONS[handoff.state];
  return (
    <div>
      <div className="ho-h1">
        <span className={handoff.state === 'declined' || handoff.state === 'superseded' ? 'ho-stt quiet' : 'ho-stt'}>
          <Icon className="ic" aria-hidden="true" />
          {stateLine(handoff)}
        </span>
        {handoff.hash !== '' && (
          <span title={handoff.hash}>
            snapshot <span className="mono">{shortHash(handoff.hash)}</span>
          </span>
        )}
        {handoff.state === 'draft' && <KeptAt handoff={handoff} />}
      </div>
      <h1>{titleOf(handoff)}</h1>
    </div>
  );
}

/** Whether what was typed is on record. A failure has a place of its own. */
function KeptAt({ handoff }: { readonly handoff: Handoff }) {
  const writing = useWriting(handoff.id);
  return (
    <span className="ho-kept">
      {writing.type === 'kept' && `kept ${clock(writing.at)}`}
      {writing.type === 'waits' && 'typing…'}
      {writing.type === 'failed' && <b>not written</b>}
      {writing.type === 'nothing' && 'every pause in typing is kept'}
    </span>
  );
}

const LAST: Readonly<Record<HandoffState, HandoffState>> = {
  draft: 'accepted',
  ready: 'accepted',
  accepted: 'accepted',
  'accepted-with-questions': 'accepted-with-questions',
  declined: 'declined',
  superseded: 'superseded',
};

/** draft → ready → accepted, or how else it ended. The first step leads back while it may. */
function Flow({ desk, handoff: { state, readyAt } }: { readonly desk: Desk; readonly handoff: Handoff }) {
  const steps: readonly HandoffState[] = ['draft', 'ready', LAST[state]];
  const at = state === 'draft' ? 0 : state === 'ready' ? 1 : 2;
  const isDone = (index: number) => index < at && (index === 0 || readyAt !== null);
  return (
    <ol className="ho-flow" aria-label="How far it is">
      {steps.map((step, index) => (
        <li key={step} className={index === at ? 'now' : undefined} aria-current={index === at ? 'step' : undefined}>
          {isDone(index) && <Check className="ic" aria-hidden="true" />}
          {index === 0 && mayDo(desk, 'back-to-draft') ? (
            <button type="button" title="Back to draft (B)" onClick={() => void sign(desk, 'back-to-draft')}>
              {STATE_WORDS[step]}
              <span className="vh">, take it back</span>
            </button>
          ) : (
            STATE_WORDS[step]
          )}
        </li>
      ))}
    </ol>
  );
}

function People({ desk, handoff }: { readonly desk: Desk; readonly handoff: Handoff }) {
  const isTyped = mayDo(desk, 'write');
  const isBlocked =
    desk.view?.blocks.some(({ what, key, isHard }) => what === 'ready' && key === '' && isHard) ?? false;
  return (
    <div className="ho-ppl">
      <div>
        <span>Outgoing</span>
        <b>{handoff.outgoing}</b>
        <u>{spanOf(handoff.shift)}</u>
      </div>
      <ArrowRight className="ic" aria-hidden="true" />
      <div>
        <span>Incoming</span>
        {isTyped ? (
          <TypedField
            handoffId={handoff.id}
            path="incoming"
            kept={handoff.incoming}
            label="Incoming: who takes over"
            placeholder="who takes over"
            maxLength={64}
            className={isBlocked ? 'name blocked' : 'name'}
            field="incoming"
            offers="ho-people"
          />
        ) : (
          <b>{handoff.incoming || 'nobody'}</b>
        )}
        {isTyped && isBlocked ? (
          <u className="ho-todo">name who takes over</u>
        ) : (
          <u>{spanOf(handoff.next) || 'no shift planned'}</u>
        )}
      </div>
    </div>
  );
}

const share = (done: number, of: number): CSSProperties =>
  ({ '--p': `${of === 0 ? 100 : Math.round((done / of) * 100)}%` }) as CSSProperties;

/** What is left: of a draft the words, then ticks and read-backs. */
function Gate({ handoff, entries }: { readonly handoff: Handoff; readonly entries: readonly Entry[] }) {
  const planned = (stance: 'unstable' | 'watch') => {
    const own = entries.filter(({ item }) => item.stance === stance && isShown(item, handoff));
    return { done: own.filter(({ words }) => words.next !== '').length, of: own.length };
  };
  const bars: readonly (readonly [{ readonly done: number; readonly of: number }, string])[] =
    handoff.state === 'draft'
      ? [
          [planned('unstable'), 'unstable have a next'],
          [planned('watch'), 'watch have a next'],
        ]
      : [
          [handoff.ticked, 'ticked'],
          [handoff.readBack, 'read back'],
        ];
  return (
    <div className="ho-gate">
      {bars.map(([{ done, of }, words]) => (
        <div key={words}>
          <b>{of === 0 ? 'none' : `${done} of ${of}`}</b>
          <span>{words}</span>
          <i style={share(done, of)} />
        </div>
      ))}
    </div>
  );
}
