// Which problem is in front of the operator on Watch and on Problems: one for both, so that it survives a visit elsewhere.
import { create } from 'zustand';
import type { ProblemId } from '../../electron/contract/model/ids.ts';

interface Focus {
  readonly problemId: ProblemId | null;
}

export const useFocus = create<Focus>()(() => ({ problemId: null }));

/** Puts a problem in front; null for none. */
export const showProblem = (problemId: ProblemId | null): void => useFocus.setState({ problemId });
