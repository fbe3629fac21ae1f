// One message as it was sent: to whom it went and what they answered, its title and text, the problems it was about.
import type { Delivery, Notice } from '../../../../electron/contract/model/notice.ts';
import { count } from '../../../lib/number.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago, Clock } from '../../../ui/figures.tsx';
import { Glyph } from '../../../ui/glyph.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { DeliveryStateCell } from './delivery-state.tsx';
import { KIND_WORDS } from './delivery-words.ts';
import './deliveries.css';

const ITEMS_SHOWN = 12;

export function Message({ delivery, notice }: { readonly delivery: Delivery; readonly notice: Notice }) {
  const route = useWorld((world) => world.routes.find(({ id }) => id === notice.routeId)?.name);
  return (
    <div className="msg">
      <dl className="msg-facts">
        <dt>To</dt>
        <dd>
          <b>{delivery.channel}</b>
          {route && <u>by the route {route}</u>}
        </dd>
        <dt>State</dt>
        <dd>
          <DeliveryStateCell delivery={delivery} />
        </dd>
        <dt>Made</dt>
        <dd>
          <Clock at={notice.at} /> <u>UTC</u>, <Ago at={notice.at} suffix=" ago" />
        </dd>
        <dt>Kind</dt>
        <dd>
          <SeverityTag severity={notice.severity} /> {KIND_WORDS[notice.kind]}
        </dd>
      </dl>
      {delivery.answer && (
        <div className="msg-answer">
          <p className="label">The other end said</p>
          <p className="mono">{delivery.answer}</p>
        </div>
      )}
      <div className="msg-sent">
        <p className="label">As it was sent</p>
        <b>{notice.title}</b>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls, and has to without a mouse */}
        <pre tabIndex={0}>{notice.text}</pre>
      </div>
      <Items notice={notice} />
    </div>
  );
}

function Items({ notice: { items, heldBehind, links } }: { readonly notice: Notice }) {
  return (
    <>
      {items.length > 0 && (
        <ul className="msg-items" aria-label="Problems in it">
          {items.slice(0, ITEMS_SHOWN).map((item) => (
            <li key={`${item.host} ${item.check} ${item.since}`}>
              <Glyph status={item.status} size={16} />
              <b className="mono">{item.host}</b>
              <span>{item.check ?? ''}</span>
              <span>{item.summary}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="help">
        {items.length > ITEMS_SHOWN && `and ${items.length - ITEMS_SHOWN} more. `}
        {heldBehind > 0 && `${count(heldBehind, 'more alert')} held back behind it. `}
        {links.map(({ title, url }) => `${title}: ${url}`).join(', ')}
      </p>
    </>
  );
}
