// What whoever comes wants to know before signing, and what was answered. What is typed is kept until it is sent.
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { HandoffQuestion, HandoffView } from '../../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { engine } from '../../link/client.ts';
import { actOn } from '../../link/handoff.ts';
import { forgetTyped, keepTyped, useTypedField } from '../../store/handoff-typed.ts';
import { answerPath } from '../../store/handoff-words.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { type Desk, mayDo } from './desk.ts';
import { restsKeys } from './rest-keys.ts';

/** Somebody wants to write: 'ask', or the id of a question. Each wish is a new one: the field may be there, and left, already. */
export interface WritingWish {
  readonly what: string;
}

interface Props {
  readonly desk: Desk;
  readonly wish: WritingWish | null;
  readonly onWish: (wish: WritingWish | null) => void;
}

export function Questions({ desk, wish, onWish }: Props) {
  const { handoff } = desk;
  const begun = useTypedField(handoff?.id ?? null, 'ask');
  if (handoff === null || (handoff.state === 'draft' && handoff.questions.length === 0)) return null;
  const { id, questions } = handoff;
  const mayAsk = mayDo(desk, 'ask');
  return (
    <section aria-label="Questions">
      <div className="ph">
        <h2>
          Questions
          {questions.length > 0 && <em>{questions.length}</em>}
        </h2>
        {questions.length === 0 && <span className="sub">none</span>}
        {mayAsk && (
          <div className="phr">
            <button type="button" className="ho-quiet" onClick={() => onWish({ what: 'ask' })}>
              <Keycap keys="q" />
              Ask
            </button>
          </div>
        )}
      </div>
      {questions.map((question) => (
        <Question
          key={question.id}
          handoffId={id}
          question={question}
          mayAnswer={mayAsk}
          wish={wish?.what === question.id ? wish : null}
          onWish={onWish}
        />
      ))}
      {mayAsk && (wish?.what === 'ask' || begun !== undefined) && (
        <Line
          handoffId={id}
          path="ask"
          label="Ask"
          placeholder="what do you want to know? Enter asks it"
          wish={wish?.what === 'ask' ? wish : null}
          send={(text) => engine().handoffs.ask({ handoffId: id, text })}
          done="It is asked."
          onEnd={() => onWish(null)}
        />
      )}
    </section>
  );
}

interface QuestionProps {
  readonly handoffId: HandoffId;
  readonly question: HandoffQuestion;
  readonly mayAnswer: boolean;
  readonly wish: WritingWish | null;
  readonly onWish: (wish: WritingWish | null) => void;
}

function Question({ handoffId, question, mayAnswer, wish, onWish }: QuestionProps) {
  const { id, by, text, answers } = question;
  const begun = useTypedField(handoffId, answerPath(id));
  return (
    <div className="ho-qa">
      <p>
        <b>{by}</b> {text}
      </p>
      {answers.map((answer) => (
        <p key={`${answer.at} ${answer.text}`}>
          <b>{answer.by}</b> {answer.text}
        </p>
      ))}
      {answers.length === 0 && !mayAnswer && <p className="ho-none">no answer</p>}
      {mayAnswer &&
        (wish !== null || begun !== undefined ? (
          <Line
            handoffId={handoffId}
            path={answerPath(id)}
            label={`Answer: ${text}`}
            placeholder="your answer; Enter sends it"
            wish={wish}
            send={(said) => engine().handoffs.answer({ handoffId, questionId: id, text: said })}
            done="It is answered."
            onEnd={() => onWish(null)}
          />
        ) : (
          answers.length === 0 && (
            <button type="button" className="ho-quiet" onClick={() => onWish({ what: id })}>
              <Keycap keys="a" />
              Answer
            </button>
          )
        ))}
    </div>
  );
}

interface LineProps {
  readonly handoffId: HandoffId;
  readonly path: string;
  readonly label: string;
  readonly placeholder: string;
  readonly wish: WritingWish | null;
  readonly send: (text: string) => Promise<HandoffView>;
  readonly done: string;
  readonly onEnd: () => void;
}

function Line({ handoffId, path, label, placeholder, wish, send, done, onEnd }: LineProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // The same at each draw: another one would count as a field that goes.
  const hold = useCallback((element: HTMLTextAreaElement | null) => {
    field.current = element;
    return restsKeys(element);
  }, []);
  useEffect(() => {
    if (wish !== null) field.current?.focus();
  }, [wish]);
  const text = useTypedField(handoffId, path) ?? '';
  const [isSending, setSending] = useState(false);
  const submit = async () => {
    if (isSending || text.trim() === '') return;
    setSending(true);
    if (await actOn(() => send(text.trim()), done)) {
      // It closes, and the keys work again; whoever typed on meanwhile is not done.
      if (field.current?.value === text) field.current.blur();
      forgetTyped(handoffId, { [path]: text });
      onEnd();
    }
    setSending(false);
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (text.trim() === '') forgetTyped(handoffId, { [path]: text });
      event.currentTarget.blur();
      onEnd();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    }
  };
  return (
    <textarea
      ref={hold}
      className="ho-field ho-line-field"
      rows={1}
      value={text}
      maxLength={2_000}
      aria-label={label}
      placeholder={placeholder}
      onChange={({ target }) => keepTyped(handoffId, path, target.value)}
      onKeyDown={keys}
    />
  );
}
