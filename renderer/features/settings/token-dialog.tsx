// A new token for the receiver: made when somebody says so, shown once, copied with one key.
import { useEffect, useRef, useState } from 'react';
import { copyText } from '../../lib/copy-text.ts';
import { engine } from '../../link/client.ts';
import { closeDialog } from '../../store/dialogs.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Keycap } from '../../ui/keycap.tsx';

export function TokenDialog() {
  const [token, setToken] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  const main = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the likely button has the focus, also when it becomes another
  useEffect(() => main.current?.focus(), [token]);
  const make = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      setToken((await engine().engine.newInboundToken()).token);
      setWrong(null);
    } catch (error) {
      setWrong(`${error instanceof Error ? error.message : String(error)} No token was made; the one there is stays.`);
    }
    setBusy(false);
  };
  const copy = () => setCopied(token !== null && copyText(token));
  return (
    <Dialog
      title={token === null ? 'Make a new token' : 'The new token'}
      onClose={closeDialog}
      footer={
        <>
          <span className="note" role="status">
            {copied === true && 'Copied.'}
            {copied === false && 'Copying was not allowed: select the text.'}
          </span>
          <button type="button" className="btn" onClick={closeDialog}>
            <Keycap keys="Escape" /> {token === null ? 'Keep the old one' : 'Close'}
          </button>
          <button
            type="button"
            className="btn pri"
            ref={main}
            disabled={isBusy}
            onClick={() => (token === null ? void make() : copy())}
          >
            <Keycap keys="Enter" /> {token === null ? 'Make a new token' : 'Copy'}
          </button>
        </>
      }
    >
      {token === null ? (
        <p>The token there is becomes void at once: whoever uses it is refused until they have the new one.</p>
      ) : (
        <>
          <p>This is shown now and never again. Give it to the systems that send.</p>
          <p className="mono set-token">{token}</p>
        </>
      )}
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </Dialog>
  );
}
