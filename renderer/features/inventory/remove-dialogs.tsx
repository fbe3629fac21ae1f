// Removing cannot be taken back: each dialog says what goes and what stays, and starts on "keep".
import { useEffect, useRef, useState } from 'react';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import { count } from '../../lib/number.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { goTo, useRoute } from '../../store/route.ts';
import { say } from '../../store/say.ts';
import { useChecksByHost } from '../../store/select.ts';
import { useWorld } from '../../store/world.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { refusalOf } from './refusal.ts';
import './forms.css';

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
      run={async () => {
        await engine().inventory.removeCheck({ checkId });
        return `${name} is removed.`;
      }}
    />
  );
}

const NAMED = 3;

const namesOf = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

interface RemovalProps {
  readonly title: string;
  readonly goes: readonly (string | false | undefined)[];
  readonly stays: string;
  readonly label: string;
  /** Does it, and says what was done. */
  readonly run: () => Promise<string>;
}

function Removal({ title, goes, stays, label, run }: RemovalProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => keep.current?.focus(), []);
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    try {
      say(await run());
      closeDialog();
    } catch (error) {
      const { fields, sentence } = refusalOf(error);
      setWrong(`It is still there. ${sentence ?? fields.map((field) => field.message).join('; ')}`);
      setBusy(false);
    }
  };
  useCtrlEnter(() => void remove());
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      footer={
        <>
          <span className="note">This cannot be taken back.</span>
          <button type="button" className="btn" ref={keep} onClick={closeDialog}>
            <Keycap keys="Escape" />
            Keep it
          </button>
          <button type="button" className="btn pri" disabled={busy} onClick={() => void remove()}>
            <Keycap keys="Ctrl+Enter" />
            {label}
          </button>
        </>
      }
    >
      <dl className="removal">
        <dt>Goes</dt>
        <dd>
          <ul>{goes.map((line) => line && <li key={line}>{line}</li>)}</ul>
        </dd>
        <dt>Stays</dt>
        <dd>{stays}</dd>
        {wrong && (
          <dd className="wrong" role="alert">
            {wrong}
          </dd>
        )}
      </dl>
    </Dialog>
  );
}

/** Ctrl+Enter anywhere while the dialog is open. */
function useCtrlEnter(run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
