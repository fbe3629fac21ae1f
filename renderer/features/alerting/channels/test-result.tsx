// What a test of a channel came to: arrived or not, how long it took, what the other end said, and what was sent.
import { Check, MailX } from 'lucide-react';
import { shortDuration } from '../../../lib/time.ts';
import type { TestOutcome } from './use-test.ts';
import './channels.css';

export function TestResult({ outcome }: { readonly outcome: Omit<TestOutcome, 'channelId'> }) {
  const { ok, answer, title, text, durationMs } = outcome;
  const Sign = ok ? Check : MailX;
  return (
    <div className={ok ? 'tst' : 'tst bad'} role="status">
      <p>
        <Sign className="ic" aria-hidden="true" />
        <b>{ok ? 'The test arrived' : 'The test did not arrive'}</b>
        <time>{shortDuration(durationMs)}</time>
      </p>
      {answer && <p className="mono">{answer}</p>}
      <p className="help">It said: {title}</p>
      {text && text !== title && <pre>{text}</pre>}
    </div>
  );
}
