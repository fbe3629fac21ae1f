// How long the host and each of its checks were good in the period: the share, and the columns it is made of.
import type { Availability, HostAvailability } from '../../../electron/contract/model/availability.ts';
import { duration } from '../../lib/time.ts';
import type { Loaded } from '../../link/use-asked.ts';
import { availablePercent } from '../../ui/charts/state-summary.ts';
import type { HostView } from './use-host.ts';

interface Props {
  readonly view: HostView;
  readonly availability: Loaded<HostAvailability | null>;
  readonly period: string;
}

const COLUMNS: readonly (readonly [string, (one: Availability) => number])[] = [
  ['Good', (one) => one.goodMs],
  ['Bad', (one) => one.badMs],
  ['Unreachable', (one) => one.unreachableMs],
  ['Maintenance', (one) => one.maintenanceMs],
  ['Pending', (one) => one.pendingMs],
  ['Not monitored', (one) => one.unmonitoredMs],
];

export function AvailabilityTable({ view, availability, period }: Props) {
  if (availability.type === 'loading') return <p className="avnote">Adding it up.</p>;
  if (availability.type === 'failed') {
    return (
      <p className="avnote" role="alert">
        The availability could not be read: {availability.reason} The bar above is still true.
      </p>
    );
  }
  const own = availability.value;
  if (!own) return <p className="avnote">Nothing is on record of this host in this period.</p>;
  const names = new Map<string, string>(view.checks.map(({ id, name }) => [id, name]));
  return (
    <table className="tbl avt">
      <caption className="vh">Availability, {period}</caption>
      <thead>
        <tr>
          <th>Of what was measured</th>
          <th className="r">Available</th>
          {COLUMNS.map(([name]) => (
            <th key={name} className="r">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="The host" one={own} strong />
        {own.checks?.map((each) => (
          <Row key={each.checkId} name={names.get(each.checkId) ?? 'a removed check'} one={each} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly name: string;
  readonly one: Availability;
  readonly strong?: boolean;
}

function Row({ name, one, strong = false }: RowProps) {
  return (
    <tr>
      <td>{strong ? <b>{name}</b> : name}</td>
      <td className="r">
        {one.availability === null ? (
          'no data'
        ) : (
          <b>
            {availablePercent(one.availability / 100)}
            <u>%</u>
          </b>
        )}
      </td>
      {COLUMNS.map(([column, of]) => (
        <td key={column} className={of(one) === 0 ? 'r d' : 'r'}>
          {of(one) === 0 ? '–' : duration(of(one))}
        </td>
      ))}
    </tr>
  );
}
