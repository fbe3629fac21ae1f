// Names to offer where somebody is to be named: who is on call now, everybody in the rotas, operators seen at work.
import { useMemo } from 'react';
import { useAbout } from '../../store/about.ts';
import { useWorld } from '../../store/world.ts';

export function usePeopleOffers(): readonly string[] {
  const operator = useAbout((state) => state.about?.operator ?? '');
  const onCall = useWorld((world) => world.onCall);
  const incidents = useWorld((world) => world.incidents);
  const problems = useWorld((world) => world.problems);
  return useMemo(() => {
    const now = onCall.now.map(({ person }) => person?.name ?? '');
    const rota = onCall.people.map(({ name }) => name);
    const roles = [...incidents.values()].flatMap((one) => Object.values(one.roles));
    const acks = [...problems.values()].map(({ ack }) => ack?.by ?? '');
    return [...new Set([operator, ...now, ...rota, ...roles, ...acks])].filter((name) => name !== '');
  }, [operator, onCall, incidents, problems]);
}
