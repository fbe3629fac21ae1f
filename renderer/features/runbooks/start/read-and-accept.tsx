// A runbook whose review is long over is read to its end before it runs: only then can it be accepted.
import { useEffect, useRef, useState } from 'react';
import type { RunbookDetail } from '../../../../electron/contract/model/runbook.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { StepList } from '../read/step-list.tsx';

interface Props {
  readonly detail: RunbookDetail;
  readonly isAccepted: boolean;
  readonly wrong: string | undefined;
  /** Whether its end was on screen. */
  readonly isRead: boolean;
  readonly onRead: () => void;
  readonly onAccept: (accepted: boolean) => void;
}

export function ReadAndAccept({ detail, isAccepted, isRead, wrong, onRead, onAccept }: Props) {
  const box = useRef<HTMLElement>(null);
  const end = useRef<HTMLParagraphElement>(null);
  const seen = useRef(onRead);
  seen.current = onRead;
  useEffect(() => {
    if (!end.current) return;
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && seen.current(),
      { root: box.current },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, []);
  return (
    <fieldset className="rb-accept">
      <legend>
        Read and accept <u>its review is {-(detail.reviewInDays ?? 0)} d over</u>
      </legend>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is read to its end with the keys */}
      <section ref={box} tabIndex={0} aria-label="The runbook, to be read">
        <h3>Meaning</h3>
        <p>{detail.meaning}</p>
        <h3>If nobody acts</h3>
        <p>{detail.impact}</p>
        <h3>Steps</h3>
        <StepList outline={detail.outline} isOpen />
        <p ref={end} className="rb-end">
          That is all of it.
        </p>
      </section>
      <label className="check-row">
        <input
          type="checkbox"
          checked={isAccepted}
          disabled={!isRead}
          onChange={(event) => onAccept(event.target.checked)}
        />
        <span>
          I have read it, and it still says what is true. <Keycap keys="Alt+A" />
        </span>
        {!isRead && <span className="help">Read to its end first.</span>}
      </label>
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </fieldset>
  );
}

/** Whether somebody saw its end; once seen, seen. */
export function useRead(): readonly [boolean, () => void] {
  const [isRead, setRead] = useState(false);
  return [isRead, () => setRead(true)];
}
