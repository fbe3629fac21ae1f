// The alarm load: whether a person can follow what the monitor says, over the last hours or any period, by ISA-18.2.
import { useState } from 'react';
import type { AlarmLoad, AlarmSource, LoadFigure } from '../../../electron/contract/model/alarm-load.ts';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import { count, figure } from '../../lib/number.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Segment } from '../../ui/segment.tsx';
import { AlarmBars } from './alarm-bars.tsx';
import { type OwnPeriod, PERIODS, type PeriodName, yesterday } from './alarm-period.ts';
import { useAlarmLoad } from './use-alarm-load.ts';
import './alarm-load.css';

export function AlarmLoadSection() {
  const [period, setPeriod] = useState<PeriodName>('shift');
  const [own, setOwn] = useState<OwnPeriod>(() => yesterday(Date.now()));
  const { load, trouble } = useAlarmLoad(period, own);
  return (
    <section className="eng-load" aria-label="Alarm load">
      <div className="ph">
        <h2>Alarm load</h2>
        <span className="sub">{load ? basis(load) : 'alerts that somebody was told of, ISA-18.2'}</span>
        <Segment label="Period" value={period} options={PERIODS} onChange={setPeriod} />
      </div>
      {period === 'own' && <OwnFields own={own} onChange={setOwn} />}
      {trouble !== null && (
        <p className="eng-none" role="alert">
          {trouble}
        </p>
      )}
      {load && <Figures load={load} />}
      {load && <AlarmBars load={load} />}
      {load && load.topSources.length > 0 && <Sources load={load} />}
    </section>
  );
}

const basis = ({ alerts, operators, provisional }: AlarmLoad): string =>
  `${count(alerts, 'alert')}, ${count(operators, 'operator')}, ISA-18.2${provisional ? ', provisional: under 30 days' : ''}`;

interface OwnFieldsProps {
  readonly own: OwnPeriod;
  readonly onChange: (own: OwnPeriod) => void;
}

function OwnFields({ own, onChange }: OwnFieldsProps) {
  return (
    <p className="eng-load-own">
      <label>
        From{' '}
        <input
          type="datetime-local"
          value={own.from}
          onChange={({ target }) => onChange({ ...own, from: target.value })}
        />
      </label>
      <label>
        to{' '}
        <input type="datetime-local" value={own.to} onChange={({ target }) => onChange({ ...own, to: target.value })} />
      </label>
      <span className="eng-dim">UTC</span>
    </p>
  );
}

/** Each figure with its goal; the order is how soon a person is overwhelmed by it. */
function Figures({ load }: { readonly load: AlarmLoad }) {
  const figures: readonly (readonly [string, LoadFigure])[] = [
    ['Alerts an hour', load.perHour],
    ['Most in 10 minutes', load.peakTenMinutes],
    ['Time in a flood', load.floodTime],
    ['Chattering', load.chattering],
    ['Open over 24 h', load.stale],
    ['Ten worst sources', load.topTen],
    ['Low priority', load.priorities],
  ];
  return (
    <dl className="eng-load-figures">
      {figures.map(([name, one]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Glyph
              status={one.verdict === 'good' ? 'ok' : 'warning'}
              lit={one.verdict === 'too-much'}
              size={13}
              quiet
            />{' '}
            {figure(one.value)}
            {one.unit && <u>{one.unit}</u>}
          </dd>
          <dd className="goal">{VERDICTS[one.verdict]}</dd>
          {one.advice && <dd className="advice">{one.advice}</dd>}
        </div>
      ))}
    </dl>
  );
}

const VERDICTS: Readonly<Record<LoadFigure['verdict'], string>> = {
  good: 'good',
  manageable: 'can be managed',
  'too-much': 'too much',
};

function Sources({ load }: { readonly load: AlarmLoad }) {
  return (
    <table className="tbl" aria-label="Sources of the load">
      <thead>
        <tr>
          <th>Source</th>
          <th className="r">Alerts</th>
          <th className="r">Of all</th>
        </tr>
      </thead>
      <tbody>
        {load.topSources.slice(0, 10).map((source) => (
          <Source key={source.checkId} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function Source({ source }: { readonly source: AlarmSource }) {
  const hostId = useWorld((world) => world.checks.get(source.checkId as CheckId)?.hostId);
  return (
    <tr>
      <td className="mono">
        {hostId ? (
          <button type="button" className="lnk" onClick={() => goTo({ screen: 'host', hostId })}>
            {source.subject}
          </button>
        ) : (
          source.subject
        )}
      </td>
      <td className="r">{figure(source.alerts)}</td>
      <td className="r">
        {figure(Math.round(source.share * 100))}
        <u>%</u>
      </td>
    </tr>
  );
}
