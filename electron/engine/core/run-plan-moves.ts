// Where a run goes from where it is: what settling or failing a step comes to, before it is walked.
export type Move =
  /** It stays: a person, a clock or work decides next. */
  | { readonly go: 'stay' }
  /** Into this step. */
  | { readonly go: 'step'; readonly path: string }
  /** This level is through: of a called runbook, back to its call. */
  | { readonly go: 'level-end'; readonly prefix: string }
  /** The run is over. */
  | { readonly go: 'over' };

export const STAY: Move = { go: 'stay' };
