// Who signed, who is to sign, what stands in the way, and the acts that end it.
import { Signature as SignatureIcon } from 'lucide-react';
import type { Handoff, Signature } from '../../../electron/contract/model/handoff.ts';
import { count } from '../../lib/number.ts';
import { clock, clockShort, day } from '../../lib/time.ts';
import { useAbout } from '../../store/about.ts';
import { goTo } from '../../store/route.ts';
import { Keycap } from '../../ui/keycap.tsx';
import type { Desk } from './desk.ts';
import { sign } from './sign-acts.ts';
import { shortHash } from './words.ts';

interface Props {
  readonly desk: Desk;
  /** Leads to an item. */
  readonly onGo: (key: string) => void;
}

export function Signatures({ desk, onGo }: Props) {
  const { view, handoff } = desk;
  if (view === null || handoff === null) return null;
  const { outgoing, incoming, signatures, override, declined } = handoff;
  return (
    <section className="ho-sign" aria-label="Signatures">
      <div className="ph">
        <h2>Signatures</h2>
        <span className="sub">
          chain head{' '}
          <span className="mono" title={`entry ${view.head.seq}, ${view.head.hash}`}>
            {shortHash(view.head.hash)}
          </span>
        </span>
      </div>
      <Blocking desk={desk} />
      {override !== null && (
        <p className="ho-words ho-over">
          <b>Went out although it was blocked.</b> {override.by}, {clockShort(override.at)}: {override.reason}
        </p>
      )}
      {declined !== null && (
        <p className="ho-words ho-over">
          <b>Declined</b> by {declined.by}, {clockShort(declined.at)}: {declined.reason}
        </p>
      )}
      <div className="ho-sg">
        <Signed who="Outgoing" name={outgoing} signature={signatures.outgoing} todo={outgoingTodo(handoff)} />
        <Signed who="Incoming" name={incoming} signature={signatures.incoming} todo={incomingTodo(desk)} />
      </div>
      <Acts desk={desk} onGo={onGo} />
    </section>
  );
}

/** What is about no item: who comes, an open question. */
function Blocking({ desk: { view } }: { readonly desk: Desk }) {
  const wholes = view?.blocks.filter(({ key, what }) => key === '' && what === 'ready') ?? [];
  const items = view?.blocks.filter(({ key, what }) => key !== '' && what === 'ready').length ?? 0;
  if (wholes.length === 0 && items === 0) return null;
  return (
    <div className="ho-blocks">
      {wholes.map(({ text }) => (
        <p key={text} className="ho-block">
          {text}
        </p>
      ))}
      {items > 0 && <p className="ho-block">{count(items, 'item')} at the left without a next action.</p>}
    </div>
  );
}

interface SignedProps {
  readonly who: string;
  readonly name: string;
  readonly signature: Signature | null;
  readonly todo: string;
}

function Signed({ who, name, signature, todo }: SignedProps) {
  const known = signature?.by ?? name;
  return (
    <div className={signature === null ? 'todo' : 'done'}>
      <span>{who}</span>
      <b>{known === '' ? 'nobody named' : known}</b>
      {signature === null ? (
        <u>{todo}</u>
      ) : (
        <>
          <u title={`chain head ${signature.head.hash}, entry ${signature.head.seq}`}>
            {clock(signature.at)} UTC{signature.withPin ? ', with PIN' : ''}
          </u>
          {signature.desk !== '' && <u>{signature.desk}</u>}
          <SignatureIcon className="ic" aria-hidden="true" />
        </>
      )}
    </div>
  );
}

const outgoingTodo = ({ state }: Handoff): string => (state === 'draft' ? 'signs when it goes out' : 'did not sign');

function incomingTodo({ handoff, endedAt }: Desk): string {
  if (handoff === null || handoff.state === 'draft') return 'signs after it went out';
  if (endedAt !== null) return `did not sign, ${day(endedAt)}`;
  const ticks = handoff.ticked.of - handoff.ticked.done;
  const backs = handoff.readBack.of - handoff.readBack.done;
  const left = [
    ...(ticks > 0 ? [count(ticks, 'tick')] : []),
    ...(backs > 0 ? [count(backs, 'read-back')] : []),
    ...(handoff.openQuestions > 0 ? [count(handoff.openQuestions, 'question')] : []),
  ];
  return left.length === 0 ? 'nothing is left but to sign' : `${left.join(', ')} left`;
}

function Acts({ desk, onGo }: Props) {
  const operator = useAbout((state) => state.about?.operator ?? '');
  const { view, handoff } = desk;
  if (view === null || handoff === null) return null;
  if (handoff.state === 'draft') {
    const isBlocked = view.blocks.some(({ what, isHard }) => what === 'ready' && isHard);
    return (
      <div className="ho-acts">
        <button
          type="button"
          className={isBlocked ? 'btn off' : 'btn pri'}
          onClick={() => void sign(desk, 'ready', onGo)}
        >
          <Keycap keys="r" />
          Hand over
        </button>
      </div>
    );
  }
  if (handoff.state === 'ready') {
    const left = view.blocks.filter(({ what, isHard }) => what === 'accept' && isHard);
    const onlyQuestions = left.length === 0 && handoff.openQuestions > 0;
    const first = operator === handoff.incoming && left.length === 0;
    return (
      <div className="ho-acts">
        <button
          type="button"
          className={left.length > 0 || onlyQuestions ? 'btn off' : first ? 'btn pri' : 'btn'}
          onClick={() => void sign(desk, 'accept', onGo)}
        >
          <Keycap keys="y" />
          Accept
        </button>
        <button
          type="button"
          className={left.length > 0 ? 'btn off' : onlyQuestions && first ? 'btn pri' : 'btn'}
          onClick={() => void sign(desk, 'accept-with-questions', onGo)}
        >
          <Keycap keys="Y" />
          With questions
        </button>
        <button type="button" className="btn" onClick={() => void sign(desk, 'decline')}>
          <Keycap keys="D" />
          Decline
        </button>
      </div>
    );
  }
  return (
    <div className="ho-acts">
      <button
        type="button"
        className="btn"
        onClick={() => goTo({ screen: 'review', handoffId: handoff.id })}
        disabled={!mayReview(desk)}
      >
        <Keycap keys="b" />
        Beside what really happened
      </button>
    </div>
  );
}

/** Something happened after it: it was taken over. */
export const mayReview = ({ handoff }: Desk): boolean =>
  handoff?.state === 'accepted' || handoff?.state === 'accepted-with-questions';
