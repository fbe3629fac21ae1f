// The right of the desk: what changed, what people think, ask and promise, and the signatures.
import { Keycap } from '../../ui/keycap.tsx';
import { Contacts } from './contacts.tsx';
import { type Desk, mayDo } from './desk.ts';
import { Differences } from './differences.tsx';
import { Everything } from './everything.tsx';
import { Judgement } from './judgement.tsx';
import { PastList } from './past-list.tsx';
import { Promises } from './promises.tsx';
import { Questions, type WritingWish } from './questions.tsx';
import { Signatures } from './signatures.tsx';
import { beginHandoff } from './use-handoff-keys.tsx';

interface Props {
  readonly desk: Desk;
  readonly wish: WritingWish | null;
  readonly onWish: (wish: WritingWish | null) => void;
  readonly onGo: (key: string) => void;
  readonly onOrder: () => void;
}

export function DeskSide({ desk, wish, onWish, onGo, onOrder }: Props) {
  if (desk.handoff === null) {
    return (
      <aside className="ho-side" aria-label="Hand-overs">
        <div className="ho-scroll">
          <section className="ho-prepare" aria-label="Prepare the hand-over">
            <p>
              This is what whoever comes must know, made from the data. You add what is next and what you think of it.
            </p>
            <button type="button" className="btn pri" onClick={() => void beginHandoff()}>
              <Keycap keys="h" />
              Prepare the hand-over
            </button>
          </section>
          <Everything desk={desk} onOpen={onOrder} />
          <PastList without={null} takesFocus={false} />
        </div>
      </aside>
    );
  }
  // What is typed has room on any screen; what is only read is in the list of everything where it is narrow.
  const narrow = mayDo(desk, 'write') ? {} : { className: 'w-only' };
  return (
    <aside className="ho-side" aria-label="Judgement and signatures">
      <div className="ho-scroll">
        <Everything desk={desk} onOpen={onOrder} />
        <Differences desk={desk} onGo={onGo} />
        <Judgement desk={desk} />
        <Questions desk={desk} wish={wish} onWish={onWish} />
        <Promises desk={desk} {...narrow} />
        <Contacts desk={desk} {...narrow} />
      </div>
      <Signatures desk={desk} onGo={onGo} />
    </aside>
  );
}
