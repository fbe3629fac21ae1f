// One channel from near: what it is set to, who names it, what went out through it last, and what a test came to.
import type { Channel, Delivery, NotifierInfo } from '../../../../electron/contract/model/notice.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { type Field, fieldsOf, type Json, type JsonMap } from '../../../ui/kind-form/fields.ts';
import { asWords, credentialOf, isStoredSecret } from '../../../ui/kind-form/values.ts';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { DeliveryStateCell } from '../deliveries/delivery-state.tsx';
import { channelUses } from './channel-uses.ts';
import { TestResult } from './test-result.tsx';
import type { TestOutcome } from './use-test.ts';

interface Props {
  readonly channel: Channel;
  readonly kind: NotifierInfo | undefined;
  /** Newest first. */
  readonly latest: readonly Delivery[];
  readonly outcome: TestOutcome | null;
  readonly isTesting: boolean;
}

const SHOWN = 10;

export function ChannelDetail({ channel, kind, latest, outcome, isTesting }: Props) {
  const routes = useWorld((world) => world.routes);
  const onCall = useWorld((world) => world.onCall);
  const uses = channelUses(channel.id, routes, onCall);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the pane scrolls, and has to without a mouse
    <section className="alr-pane" aria-label={channel.name} tabIndex={0}>
      <div className="ph">
        <h2>{channel.name}</h2>
        <span className="sub">{kind?.about ?? `This version has no kind "${channel.kind}".`}</span>
      </div>
      {isTesting && <p className="none">The test is on its way…</p>}
      {outcome && <TestResult outcome={outcome} />}
      <dl className="alr-facts">
        <Fact name="Switched">{channel.enabled ? 'on' : 'off: nothing goes out through it'}</Fact>
        <Fact name="Named by">
          {uses.length > 0 ? uses.join(', ') : <strong>nobody: no alert goes this way</strong>}
        </Fact>
        {settingsOf(channel, kind).map(([name, words]) => (
          <Fact key={name} name={name}>
            {words}
          </Fact>
        ))}
        <Fact name="Wording">{channel.title || channel.text ? 'its own' : 'the usual one'}</Fact>
      </dl>
      <h3>Went out last</h3>
      {latest.length === 0 && <p className="none">Nothing yet. t sends a test.</p>}
      <ul className="alr-latest">
        {latest.slice(0, SHOWN).map((delivery) => (
          <li key={delivery.id}>
            <button type="button" onClick={() => openDialog({ type: 'delivery', deliveryId: delivery.id })}>
              <SeverityTag severity={delivery.severity} />
              <b>{delivery.title}</b>
              <Ago at={delivery.createdAt} suffix=" ago" />
              <DeliveryStateCell delivery={delivery} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: React.ReactNode;
}

const Fact = ({ name, children }: FactProps) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

/** The settings that say something, by their names in the form; a secret only says that it is there. */
function settingsOf({ config }: Channel, kind: NotifierInfo | undefined): readonly (readonly [string, string])[] {
  if (!kind) return [];
  return fieldsOf(kind.schema as JsonMap).flatMap((field) => {
    const value = (config as JsonMap)[field.path[0] ?? ''];
    const words = value === undefined ? '' : wordsOf(field, value);
    return words === '' ? [] : [[field.label, words] as const];
  });
}

function wordsOf(field: Field, value: Json): string {
  if (isStoredSecret(value)) return 'stored';
  const credential = credentialOf(value);
  if (credential !== null) return `credential ${credential}`;
  if (field.control === 'group' || field.control === 'variant') return 'set';
  return asWords(value, field.control).split('\n').join(', ');
}
