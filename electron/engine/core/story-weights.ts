// How much each clue counts, 0..100 in all: upstream, earlier and shared by many beats late and local; planned work there
// just before beats an edit elsewhere. The figures are only for the order.
import type { ProblemStatus } from '../../contract/model/problem.ts';
import type { ChangeKind } from './story-facts.ts';

const HOUR_MS = 3_600_000;

/** Of something that is bad: how many of the problems it explains counts most. */
export const ROOT = {
  /** Times the share of the problems behind it. */
  share: 40,
  /** Others hang on it: it is not only one of them. */
  explains: 20,
  /** Nothing stands behind it. */
  last: 8,
  /** Broke before the first of them; about then, as far as their results can tell; clearly after. */
  before: 20,
  about: 14,
  after: -20,
  /** Its own checks complained before. */
  forewarned: 4,
  /** Something was changed there just before. */
  changed: 4,
  /** Of several that hang on nothing: it was the first. */
  first: 14,
} as const;

export const BAD: Readonly<Record<ProblemStatus, number>> = {
  down: 10,
  critical: 8,
  unreachable: 2,
  unknown: 4,
  warning: 2,
};

const KIND: Readonly<Record<ChangeKind, number>> = {
  maintenance: 26,
  // Somebody changed the host itself, by a runbook.
  step: 24,
  inventory: 20,
  'host-key': 14,
  credential: 14,
  settings: 6,
  mute: 3,
  'clock-jump': 0,
};

export const CHANGE = {
  /** Times the share of the problems behind the host it was about. */
  share: 26,
  /** It was about what stands behind the others, or about what broke by itself. */
  onRoot: 22,
  recent: 20,
  /** Of one about none of these hosts. */
  strangerMost: 16,
  sameSite: 4,
  sameParent: 3,
} as const;

/** 1 at the moment of the first problem, 0 an hour before. */
export const recency = (beforeMs: number): number => Math.max(0, 1 - Math.max(0, beforeMs) / HOUR_MS);

export const kindWeight = (kind: ChangeKind, telling: number): number => KIND[kind] * telling;

/** Whole, and in its bounds. */
export const bounded = (weight: number, most = 100): number => Math.round(Math.min(most, Math.max(0, weight)));
