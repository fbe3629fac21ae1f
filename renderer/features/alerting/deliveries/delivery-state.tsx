// Where one delivery stands: a sign, the word, its figure, and what the other end said.
import { Check, Clock3, MailX } from 'lucide-react';
import type { Delivery, DeliveryState } from '../../../../electron/contract/model/notice.ts';
import { useNow } from '../../../lib/now.ts';
import { stateWords } from './delivery-words.ts';
import './deliveries.css';

const SIGNS = { queued: Clock3, delivered: Check, dead: MailX } as const satisfies Record<DeliveryState, unknown>;

export function DeliveryStateCell({ delivery }: { readonly delivery: Delivery }) {
  const { state, fact, answer } = stateWords(delivery, useNow());
  const Sign = SIGNS[delivery.state];
  return (
    <span className={`dst dst-${delivery.state}`} title={answer || undefined}>
      <Sign className="ic" aria-hidden="true" />
      <b>{state}</b> {fact}
      {answer && <i>{answer}</i>}
    </span>
  );
}
