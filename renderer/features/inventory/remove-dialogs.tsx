// Removing cannot be taken back: each dialog says what goes and what stays, and starts on "keep".
import type { CheckId, HostId, TemplateId } from '../../../electron/contract/model/ids.ts';
import { Removal } from '../../forms/removal.tsx';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { goTo, useRoute } from '../../store/route.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { effectOf } from './templates/template-effect.ts';

export function RemoveHost({ hostId }: { readonly hostId: HostId }) {
  const hosts = useWorld((world) => world.hosts);
  const problems = useWorld((world) => world.problems);
  const checks = useChecksByHost().get(hostId)?.length ?? 0;
  const host = hosts.get(hostId);
  const open = [...problems.values()].filter((problem) => problem.hostId === hostId).length;
  const behind = [...hosts.values()].filter((other) => other.parents.some((parent) => parent.hostId === hostId));
  const name = host?.name ?? 'This host';
  const goes = [
    `${name} and its ${count(checks, 'check')}`,
    open > 0 && `${count(open, 'open problem')}: nobody is told of them again`,
    behind.length > 0 && `its place before ${namesOf(behind.map((other) => other.name))}: they stand without it`,
  ];
  return (
    <Removal
      title={`Remove ${name}?`}
      goes={goes}
      stays="What happened to it stays in the journal, and its past results stay until they grow old."
      label="Remove host"
      run={async () => {
        await engine().inventory.removeHost({ hostId });
        const { route } = useRoute.getState();
        if (route.screen === 'host' && route.hostId === hostId) goTo({ screen: 'inventory' });
        return `${name} is removed.`;
      }}
    />
  );
}

export function RemoveCheck({ checkId }: { readonly checkId: CheckId }) {
  const check = useWorld((world) => world.checks.get(checkId));
  const hostName = useWorld((world) => (check ? world.hosts.get(check.hostId)?.name : undefined)) ?? 'its host';
  const problems = useWorld((world) => world.problems);
  const name = check?.name ?? 'This check';
  const isOpen = [...problems.values()].some((problem) => problem.checkId === checkId);
  const template = useWorld((world) => world.templates.find(({ id }) => id === check?.template)?.name);
  return (
    <Removal
      title={`Remove ${name} from ${hostName}?`}
      goes={[
        `${name}: it runs no more`,
        isOpen && 'its open problem: nobody is told of it again',
        check?.alive && `the word on whether ${hostName} is up: another check has to take that over`,
      ]}
      stays="What it found stays in the journal, and its past results stay until they grow old."
      label="Remove check"
      hindrance={check?.template === undefined ? null : `It comes from the template ${template}: take it away there.`}
      run={async () => {
        await engine().inventory.removeCheck({ checkId });
        return `${name} is removed.`;
      }}
    />
  );
}

/** A template goes with the checks it made; how many is said before. */
export function RemoveTemplate({ templateId }: { readonly templateId: TemplateId }) {
  const world = useWorld();
  const template = world.templates.find(({ id }) => id === templateId) ?? null;
  const name = template?.name ?? 'This template';
  const effect = effectOf(template, null, world.hosts.values(), world.checks.values());
  return (
    <Removal
      title={`Remove the template ${name}?`}
      goes={[
        `the template ${name}`,
        effect.removed > 0 && `${count(effect.removed, 'check')} it made on ${count(effect.hostsBefore, 'host')}`,
        'their open problems, if there are any: nobody is told of them again',
      ]}
      stays={`The hosts and their own checks stay, and so does the tag ${template?.tag ?? ''}. What the checks found stays in the journal.`}
      label="Remove template"
      run={async () => {
        await engine().inventory.removeTemplate({ templateId });
        return `${name} is removed, with the checks it made.`;
      }}
    />
  );
}

/** A credential that something refers to is not removed: the engine refuses, and it is said before it is asked. */
export function RemoveCredential({ name }: { readonly name: string }) {
  const credential = useWorld((world) => world.credentials.find((each) => each.name === name));
  const uses = credential?.uses ?? 0;
  return (
    <Removal
      title={`Remove the credential ${name}?`}
      goes={['the secret itself: nobody can read it back afterwards']}
      stays="That it was there, and who removed it, stays in the journal."
      label="Remove credential"
      hindrance={
        uses > 0
          ? `${count(uses, 'check or template', 'checks and templates')} refer to it. Give them another secret first.`
          : null
      }
      run={async () => {
        await engine().inventory.removeCredential({ name });
        return `${name} is removed.`;
      }}
    />
  );
}

const NAMED = 3;

const namesOf = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;
