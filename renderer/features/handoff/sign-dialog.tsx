// A hand-over is signed, taken back or declined. It says in one sentence what that means, names the head of the chain it is
// sealed with, and asks for the PIN of whoever has one.
import { useEffect, useRef } from 'react';
import type { HandoffView } from '../../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { FormDialog } from '../../forms/form-dialog.tsx';
import { PinField } from '../../forms/pin-field.tsx';
import { elsewhere, type FormRefusal, wrongAt } from '../../forms/refusal.ts';
import { TextField } from '../../forms/text-field.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { engine } from '../../link/client.ts';
import { takeView, useHandoff } from '../../link/handoff.ts';
import { writeNow } from '../../link/handoff-writing.ts';
import { useAbout } from '../../store/about.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { useHasPin } from '../../store/handoff.ts';
import { useStanding } from '../../store/incidents.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { meaningOf, SIGN_TITLES, softBlocks } from './sign-words.ts';
import { shortHash, titleOf } from './words.ts';
import '../../forms/forms.css';
import './sign-dialog.css';

interface Props {
  readonly handoffId: HandoffId;
  readonly act: 'ready' | 'back-to-draft' | 'accept' | 'decline';
  readonly withQuestions?: boolean;
}

export function HandoffSignDialog(props: Props) {
  const { view, failure } = useHandoff(props.handoffId);
  if (view) return <Form {...props} view={view} />;
  return (
    <Dialog title={SIGN_TITLES[props.act]} onClose={closeDialog}>
      {failure === null ? (
        <div className="skel" aria-busy="true" />
      ) : (
        <p role="alert">The hand-over could not be read: {failure} Nothing was signed.</p>
      )}
    </Dialog>
  );
}

const WHY = {
  ready: ['Why all the same', 'their phone is dead, they take it from the log'],
  'back-to-draft': ['Why', 'the link came up: the plan is another one'],
  accept: ['', ''],
  decline: ['Why', 'two incidents have no owner: I need them settled first'],
} as const;

function Form({ handoffId, act, withQuestions = false, view }: Props & { readonly view: HandoffView }) {
  const { handoff, blocks, head } = view;
  const signer = act === 'ready' ? handoff.outgoing : act === 'back-to-draft' ? '' : handoff.incoming;
  const wantsPin = useHasPin(signer);
  const leads = useStanding().filter(({ roles }) => roles.lead === handoff.outgoing);
  const form = useKeptForm(() => ({ reason: '', pin: '' }));
  const { text, refusal } = form;
  const soft = act === 'ready' ? softBlocks(blocks) : [];
  const wantsReason = soft.length > 0 || act === 'back-to-draft' || act === 'decline';
  const [why, example] = WHY[act];
  const wrong = [
    ...(wantsReason && text.reason.trim() === '' ? [{ path: 'reason', message: 'say why' }] : []),
    ...(wantsPin && text.pin === '' ? [{ path: 'pin', message: `the PIN of ${signer}` }] : []),
  ];
  const send = async () => takeView(await signed(act, handoffId, withQuestions, text));
  const refused = renamed(refusal);
  return (
    <FormDialog
      title={act === 'accept' && withQuestions ? 'Accept with questions' : SIGN_TITLES[act]}
      sub={titleOf(handoff)}
      size="roomy"
      save={form.isSaving ? 'Signing…' : saveWords(act, signer)}
      isDirty={text.reason !== ''}
      isSaving={form.isSaving}
      refusal={refused}
      homeless={elsewhere(refused, ['reason', 'pin'])}
      note={
        <>
          chain head <span className="mono">{shortHash(head.hash)}</span>, entry {head.seq}
        </>
      }
      onSave={() => form.save(wrong, send, doneWords(act, view))}
    >
      <Meaning text={meaningOf(act, handoff, leads)} takesFocus={!wantsReason && !wantsPin} />
      {act === 'accept' && withQuestions && handoff.openQuestions > 0 && (
        <p className="ho-says">
          {handoff.openQuestions === 1
            ? 'One question has no answer; that goes on record with your name.'
            : `${handoff.openQuestions} questions have no answer; that goes on record with your name.`}
        </p>
      )}
      {soft.length > 0 && (
        <ul className="ho-why">
          {soft.map(({ key, text: said }) => (
            <li key={key + said}>{said}</li>
          ))}
        </ul>
      )}
      {wantsReason && (
        <TextField
          label={why}
          autoFocus
          value={text.reason}
          placeholder={example}
          wrong={wrongAt(refused, 'reason')}
          help={soft.length > 0 ? 'It stands on the record beside what was missing.' : undefined}
          onChange={(reason) => form.set({ reason })}
        />
      )}
      {wantsPin && (
        <PinField
          label={`PIN of ${signer}`}
          value={text.pin}
          wrong={wrongAt(refused, 'pin')}
          autoFocus={!wantsReason}
          onChange={(pin) => form.set({ pin })}
        />
      )}
      <AtDesk signer={signer} />
    </FormDialog>
  );
}

/** Where there is nothing to type it has the focus: it is read out, and Ctrl Enter is heard. */
function Meaning({ text, takesFocus }: { readonly text: string; readonly takesFocus: boolean }) {
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (takesFocus) sentence.current?.focus();
  }, [takesFocus]);
  return (
    <p className="ho-meaning" ref={sentence} tabIndex={-1}>
      {text}
    </p>
  );
}

interface Typed {
  readonly reason: string;
  readonly pin: string;
}

async function signed(
  act: Props['act'],
  handoffId: HandoffId,
  withQuestions: boolean,
  { reason, pin }: Typed,
): Promise<HandoffView> {
  const { handoffs } = engine();
  switch (act) {
    case 'ready':
      // What was typed last must be in what freezes.
      await writeNow(handoffId);
      return handoffs.ready({ handoffId, override: reason, pin });
    case 'back-to-draft':
      return handoffs.backToDraft({ handoffId, reason });
    case 'accept':
      return handoffs.accept({ handoffId, withQuestions, pin });
    case 'decline':
      return handoffs.decline({ handoffId, reason, pin });
    default:
      return act satisfies never;
  }
}

/** What the engine calls 'override' is the reason here. */
const renamed = (refusal: FormRefusal): FormRefusal => ({
  ...refusal,
  fields: refusal.fields.map((field) => (field.path === 'override' ? { ...field, path: 'reason' } : field)),
});

const saveWords = (act: Props['act'], signer: string): string =>
  act === 'back-to-draft' ? 'Take it back' : act === 'decline' ? `Decline as ${signer}` : `Sign as ${signer}`;

function doneWords(act: Props['act'], { handoff }: HandoffView): string {
  switch (act) {
    case 'ready':
      return `It is frozen and signed; it is ${handoff.incoming}'s turn.`;
    case 'back-to-draft':
      return 'It is a draft again.';
    case 'accept':
      return `The watch is ${handoff.incoming}'s.`;
    case 'decline':
      return `Declined. Ownership stays with ${handoff.outgoing}.`;
    default:
      return act satisfies never;
  }
}

/** Somebody else's desk: the record says so. */
function AtDesk({ signer }: { readonly signer: string }) {
  const operator = useAbout((state) => state.about?.operator ?? '');
  if (signer === '' || operator === '' || operator === signer) return null;
  return (
    <p className="ho-says">
      This is {operator}&apos;s desk: the record says that {signer} signed there.
    </p>
  );
}
