// Derived from the hand-over of the live world: who has to do something about it.
import type { HandoffState } from '../../electron/contract/model/handoff.ts';
import { useAbout } from './about.ts';
import { useWorld } from './world.ts';

/** It is being written or signed. Said here too, because the contract's own words come with its schemas. */
export const isOpen = (state: HandoffState): boolean => state === 'draft' || state === 'ready';

/** It went out, and whoever sits here is to sign it. */
export function useHandoffWaitsForMe(): boolean {
  const operator = useAbout((state) => state.about?.operator ?? '');
  return useWorld(({ handoff }) => handoff?.state === 'ready' && operator !== '' && handoff.incoming === operator);
}

/** Whether somebody has a PIN to swear with, by the name they are known by. */
export const useHasPin = (name: string): boolean =>
  useWorld(({ shifts, onCall }) =>
    onCall.people.some((person) => person.name === name && shifts.withPin.includes(person.id)),
  );
