// What stands in the place of an empty list. "None" is a claim: before the engine said anything, it is not known.
import type { ReactNode } from 'react';
import { useWorld } from '../../store/world.ts';

export function None({ children }: { readonly children: ReactNode }) {
  const isKnown = useWorld((world) => world.asOf > 0);
  return <p className="wb-none">{isKnown ? children : 'Not known yet.'}</p>;
}
