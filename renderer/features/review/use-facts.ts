// The facts of a stretch that may go on: read again when somebody asks how it stands now.
import { useEffect, useRef } from 'react';
import { useReviewFacts } from '../../link/review.ts';

export interface Looked {
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
  /** It goes on: what is shown is as of then; null: it is over. */
  readonly asOf: number | null;
}

export function useFacts({ from, to, asOf }: Looked) {
  const [asked, again] = useReviewFacts(from, to);
  const read = useRef(asOf);
  useEffect(() => {
    if (read.current === asOf) return;
    read.current = asOf;
    again();
  }, [asOf, again]);
  return [asked, again] as const;
}
