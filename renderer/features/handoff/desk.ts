// What lies on the desk: a hand-over with its briefing, or the briefing of this moment while nobody hands over.
import type { Briefing } from '../../../electron/contract/model/briefing.ts';
import type { Handoff, HandoffAct, HandoffView } from '../../../electron/contract/model/handoff.ts';
import type { HandoffId } from '../../../electron/contract/model/ids.ts';
import { useNow } from '../../lib/now.ts';
import { isOpen } from '../../store/handoff.ts';

export interface Desk {
  readonly view: HandoffView | null;
  readonly handoff: Handoff | null;
  readonly briefing: Briefing;
  /** The moment it stopped at, epoch ms; null: it goes on. */
  readonly endedAt: number | null;
}

export function deskOf(view: HandoffView | null, briefing: Briefing): Desk {
  const handoff = view?.handoff ?? null;
  const isOver = handoff !== null && !isOpen(handoff.state);
  return { view, handoff, briefing, endedAt: isOver ? (handoff.endedAt ?? briefing.asOf) : null };
}

export const mayDo = ({ view }: Desk, act: HandoffAct): boolean => view?.can.includes(act) ?? false;

/** The hand-over that is typed into; null: it is only read. */
export const draftOf = (desk: Desk): HandoffId | null => (mayDo(desk, 'write') ? (desk.handoff?.id ?? null) : null);

/** The moment ages are counted to: of a hand-over that is over the one it ended at. */
export function useDeskNow({ endedAt }: Desk): number {
  const now = useNow();
  return endedAt ?? now;
}
