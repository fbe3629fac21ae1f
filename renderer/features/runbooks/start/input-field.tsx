// One thing a runbook asks for, drawn by its type: what is known is offered, what the problem gave is marked.
import type { InputSpec } from '../../../../electron/contract/model/runbook.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { TokenField } from '../../../forms/token-field.tsx';
import { useWorld } from '../../../store/world.ts';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import { Segment } from '../../../ui/segment.tsx';
import type { Typed } from './start-text.ts';

interface Props {
  readonly spec: InputSpec;
  readonly value: Typed;
  /** It still shows what the problem gave it. */
  readonly isOfProblem: boolean;
  readonly wrong: string | undefined;
  readonly onChange: (value: Typed) => void;
}

/** Up to so many choices stand side by side. */
const SIDE_BY_SIDE = 4;

export function InputField(props: Props) {
  const { spec, value, wrong, onChange } = props;
  const label = spec.label || spec.name;
  const help = helpOf(props);
  const text = typeof value === 'string' ? value : '';
  const common = { label, wrong, help, value: text, onChange, optional: !spec.required };
  switch (spec.type) {
    case 'host':
      return <HostField {...common} />;
    case 'hosts':
      return <HostsField {...props} label={label} />;
    case 'boolean':
      return (
        <Choice label={label} wrong={wrong} help={help}>
          <Segment
            label={label}
            value={text === 'true' ? 'true' : 'false'}
            options={[
              ['true', 'Yes'],
              ['false', 'No'],
            ]}
            onChange={onChange}
          />
        </Choice>
      );
    case 'choice':
      return spec.choices.length <= SIDE_BY_SIDE ? (
        <Choice label={label} wrong={wrong} help={help}>
          <Segment label={label} value={text} options={spec.choices.map((each) => [each, each])} onChange={onChange} />
        </Choice>
      ) : (
        <SelectField {...common} offers={spec.choices} none="choose one" />
      );
    case 'secret':
      return <SecretField {...common} />;
    case 'string':
      return spec.multiline ? <LinesField {...common} /> : <TextField {...common} isMono />;
    case 'integer':
    case 'number':
      return <TextField {...common} />;
    default:
      return spec.type satisfies never;
  }
}

function helpOf({ spec, isOfProblem }: Props): string | undefined {
  const range =
    spec.min !== null && spec.max !== null
      ? `${spec.min} to ${spec.max}.`
      : spec.min !== null
        ? `At least ${spec.min}.`
        : spec.max !== null
          ? `At most ${spec.max}.`
          : '';
  const words = [isOfProblem ? 'From the problem.' : '', spec.about, range].filter((each) => each !== '');
  return words.length === 0 ? undefined : words.join(' ');
}

interface CommonProps {
  readonly label: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly help: string | undefined;
  readonly optional: boolean;
  readonly onChange: (value: string) => void;
}

function HostField(props: CommonProps) {
  const hosts = useWorld((world) => world.hosts);
  return <TextField {...props} isMono offers={[...hosts.values()].map(({ name }) => name)} />;
}

function HostsField({ spec, value, wrong, label, onChange, ...rest }: Props & { readonly label: string }) {
  const hosts = useWorld((world) => world.hosts);
  const help = helpOf({ spec, value, wrong, onChange, ...rest });
  return (
    <TokenField
      label={label}
      values={typeof value === 'string' ? [] : value}
      offers={[...hosts.values()].map(({ name }) => name)}
      onChange={onChange}
      wrong={wrong}
      {...(help === undefined ? {} : { help })}
      placeholder="host after host, Enter takes one up"
      isMono
      isClosed
      isNeeded={spec.required}
    />
  );
}

function SecretField(props: CommonProps) {
  const credentials = useWorld((world) => world.credentials);
  const help = [props.help, 'The name of a credential; the secret itself never comes here.'].filter(Boolean).join(' ');
  return <SelectField {...props} help={help} offers={credentials.map(({ name }) => name)} none="choose a credential" />;
}

interface SelectProps extends CommonProps {
  readonly offers: readonly string[];
  readonly none: string;
}

function SelectField({ label, value, wrong, help, optional, onChange, offers, none }: SelectProps) {
  return (
    <FieldFrame label={label} wrong={wrong} help={help} optional={optional}>
      {(wired) => (
        <select {...wired} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{none}</option>
          {value !== '' && !offers.includes(value) && <option value={value}>{value}</option>}
          {offers.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

function LinesField({ label, value, wrong, help, optional, onChange }: CommonProps) {
  return (
    <FieldFrame label={label} wrong={wrong} help={help} optional={optional}>
      {(wired) => (
        <textarea
          {...wired}
          className="input mono"
          value={value}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly wrong: string | undefined;
  readonly help: string | undefined;
  readonly children: React.ReactNode;
}

/** Around what is no field of its own. */
function Choice({ label, wrong, help, children }: ChoiceProps) {
  return (
    <div className="field rb-choice">
      <span className="label">{label}</span>
      {children}
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
      {help && <span className="help">{help}</span>}
    </div>
  );
}
