// Vouching for a host's SSH key. The fingerprint is the biggest thing: it is what has to be compared, somewhere else.
import { useState } from 'react';
import type { HostKeyQuestion } from '../../../electron/contract/model/health.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { say } from '../../store/say.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Ago } from '../../ui/figures.tsx';

export function HostKeyDialog({ question }: { readonly question: HostKeyQuestion }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const { address, port, fingerprint, known, algorithm } = question;
  const decide = async (trust: boolean) => {
    try {
      await engine().monitoring.decideHostKey({ address, port, fingerprint, trust });
      say(
        trust
          ? `The key of ${address} is trusted; its checks run again.`
          : `The key of ${address} is refused; its checks stay unknown.`,
      );
      closeDialog();
    } catch (error) {
      setWrong(`${error instanceof Error ? error.message : String(error)} Nothing was decided.`);
    }
  };
  return (
    <Dialog
      title={known === null ? 'A host shows its key for the first time' : 'The key of a host has changed'}
      onClose={closeDialog}
      size="wide"
      footer={
        <>
          <span className="note">Compare on the host itself: ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub</span>
          <button type="button" className="btn" onClick={() => void decide(false)}>
            Refuse
          </button>
          <button type="button" className="btn pri" onClick={() => void decide(true)}>
            {known === null ? 'Trust this key' : 'Trust the new key'}
          </button>
        </>
      }
    >
      <div className="hostkey">
        <p>
          <b className="mono">
            {address}
            {port === 22 ? '' : `:${port}`}
          </b>{' '}
          <span className="sub">
            {algorithm}, seen <Ago at={question.seenAt} suffix=" ago" />
          </span>
        </p>
        {known !== null && (
          <>
            <span className="label">On record</span>
            <code className="print old">{known}</code>
            <span className="label">Shown now</span>
          </>
        )}
        <code className="print">{fingerprint}</code>
        <p className="sub">
          {known === null
            ? 'Nobody has vouched for it yet. Until somebody does, its checks over SSH are unknown and nothing is sent to it.'
            : 'Either the host was set up anew, or something stands between. Until somebody vouches for it, nothing is sent to it.'}
        </p>
        {wrong && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  );
}
