// The receiver for alerts and signs of life of other systems: off unless somebody turns it on, on loopback, behind a token.
import { useId } from 'react';
import type { InboundState } from '../../../electron/contract/model/inbound.ts';
import { figure } from '../../lib/number.ts';
import { openDialog } from '../../store/dialogs.ts';
import { Ago } from '../../ui/figures.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { Segment } from '../../ui/segment.tsx';
import { ON_OFF, rowOf } from './field-row.ts';
import { NumberRow, SettingRow } from './setting-row.tsx';
import { type Inbound, useInbound } from './use-inbound.ts';
import type { SettingsForm } from './use-settings.ts';

const LOOPBACK = /^(127(\.\d+){3}|::1|localhost)$/;

export function ReceiverSection({ form }: { readonly form: SettingsForm }) {
  const id = useId();
  const inbound = useInbound();
  const receiver = rowOf(form, 'receiver');
  const address = rowOf(form, 'receiverAddress');
  const port = rowOf(form, 'receiverPort');
  const isOpen = !LOOPBACK.test(address.value.trim());
  return (
    <section aria-label="Receiver">
      <h2>
        Receiver <u>alerts and heartbeats of other systems</u>
      </h2>
      <SettingRow name="Listen" was={receiver.was} wrong={receiver.wrong} about={<Standing inbound={inbound} />}>
        <Segment
          label="Listen"
          value={receiver.value === 'on' ? 'on' : 'off'}
          options={ON_OFF}
          onChange={receiver.onChange}
        />
      </SettingRow>
      <SettingRow
        name={<label htmlFor={id}>Address</label>}
        was={address.was}
        wrong={address.wrong}
        about={
          isOpen ? (
            <b id={`${id}-about`} className="loss">
              Reached from other computers: messages and the token travel unencrypted. Default: 127.0.0.1.
            </b>
          ) : (
            <span id={`${id}-about`}>Reached from this computer alone. Default: 127.0.0.1.</span>
          )
        }
      >
        <input
          id={id}
          className="input mono set-address"
          value={address.value}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-about`}
          aria-invalid={address.wrong ? true : undefined}
          onChange={(event) => address.onChange(event.target.value)}
        />
      </SettingRow>
      <NumberRow name="Port" unit="" about="Default: 8484." {...port} />
      <SettingRow
        name="Token"
        about={
          inbound.state?.hasToken
            ? 'There is one; it is never shown again. A new one makes it void at once.'
            : 'There is none yet: nothing is accepted without one.'
        }
      >
        <button type="button" className="btn" onClick={() => openDialog({ type: 'inbound-token' })}>
          <Keycap keys="t" /> Make a new token
        </button>
      </SettingRow>
      {inbound.state && <Formats state={inbound.state} />}
    </section>
  );
}

/** Whether it listens, in a sentence with what came in. */
function Standing({ inbound: { state, failure } }: { readonly inbound: Inbound }) {
  if (failure !== null) return <span className="wrong">Its state could not be read: {failure}</span>;
  if (!state) return 'Its state is being read.';
  if (!state.enabled) return 'Off: no port is open. Default.';
  if (state.trouble !== null) return <span className="wrong">It does not listen. {state.trouble}</span>;
  const last = state.lastAt === null ? null : <Ago at={state.lastAt} suffix=" ago" />;
  return (
    <>
      Listens at <b className="mono">{state.address}</b>. {figure(state.accepted)} taken, {figure(state.refused)}{' '}
      refused since the monitor started{last && <>, the last {last}</>}.
      {state.warning && <b className="loss"> {state.warning}</b>}
    </>
  );
}

const REFUSALS_SHOWN = 5;

function Formats({ state: { formats, address, refusals } }: { readonly state: InboundState }) {
  return (
    <>
      <details className="set-formats">
        <summary>
          {formats.length} formats <u>where each is posted, with the token as "Authorization: Bearer …"</u>
        </summary>
        <dl>
          {formats.map(({ format, title, path, about }) => (
            <div key={format}>
              <dt>{title}</dt>
              <dd>
                <span className="mono">
                  {address ?? ''}
                  {path}
                </span>
                <u>{about}</u>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {refusals.length > 0 && (
        <ul className="set-refusals" aria-label="Refused last">
          {refusals.slice(0, REFUSALS_SHOWN).map(({ at, format, why }) => (
            <li key={`${at} ${why}`}>
              <Ago at={at} suffix=" ago" /> <b>{format || 'unknown'}</b> {why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
