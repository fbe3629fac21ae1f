// One section of a report: what it says in a sentence, what it cannot say, its figures, charts and tables.
import { memo, useMemo, useState } from 'react';
import type { Report, ReportChart, ReportSection, RowSet } from '../../../../electron/contract/model/report.ts';
import { figure } from '../../../lib/number.ts';
import { CategoryChart } from '../../../ui/charts/category-chart.tsx';
import { ShareRows } from '../../../ui/charts/share-rows.tsx';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { RowTable } from '../rows/row-table.tsx';
import { nextSort, type RowSort, sorted } from '../rows/row-view.ts';
import { FigureCard } from './figure-card.tsx';

interface Props {
  readonly report: Report;
  readonly section: ReportSection;
  /** Id of the stop in front, where it is in this section. */
  readonly front: string | null;
  readonly onFront: (stop: string) => void;
  readonly onOpen: (type: 'figure' | 'rows', id: string) => void;
}

/** More wholes than these stand as columns on a time axis. */
const ROWS_OF_SHARES = 8;

export const SectionView = memo(function SectionView({ report, section, front, onFront, onOpen }: Props) {
  const { id, title, lead, figures, charts, tables, gaps } = section;
  const { zone } = report.period;
  return (
    <section
      id={`section-${id}`}
      tabIndex={-1}
      className={`rep-sec${front === `section-${id}` ? ' sel' : ''}`}
      aria-label={title}
    >
      <h2>{title}</h2>
      <p className="rep-lead">{lead}</p>
      {gaps.map((gap) => (
        <p key={gap} className="rep-gap">
          <Glyph status="notm" size={16} quiet />
          {gap}
        </p>
      ))}
      {figures.length > 0 && (
        <div className="rep-figs">
          {figures.map((one) => (
            <FigureCard
              key={one.id}
              figure={one}
              zone={zone}
              isFront={front === `figure-${one.id}`}
              onFront={() => onFront(`figure-${one.id}`)}
              onOpen={() => onOpen('figure', one.id)}
            />
          ))}
        </div>
      )}
      {charts.length > 0 && (
        <div className="rep-charts">
          {charts.map((chart) => (
            <Chart key={chart.title} chart={chart} />
          ))}
        </div>
      )}
      {tables.map(({ rows, most }) => {
        const set = report.rowSets.find((one) => one.id === rows);
        const stop = `rows-${id}-${rows}`;
        return set ? (
          <Table
            key={rows}
            id={stop}
            set={set}
            most={most}
            zone={zone}
            isFront={front === stop}
            onOpen={() => {
              onFront(stop);
              onOpen('rows', rows);
            }}
          />
        ) : null;
      })}
    </section>
  );
});

function Chart({ chart: { title, kind, unit, labels, series } }: { readonly chart: ReportChart }) {
  return kind === 'share' && labels.length <= ROWS_OF_SHARES ? (
    <ShareRows title={title} labels={labels} series={series} />
  ) : (
    <CategoryChart title={title} kind={kind} unit={unit} labels={labels} series={series} />
  );
}

interface TableProps {
  readonly id: string;
  readonly set: RowSet;
  readonly most: number;
  readonly zone: string;
  readonly isFront: boolean;
  readonly onOpen: () => void;
}

/** The first of a set, in whichever order; all of it is one key away. */
function Table({ id, set, most, zone, isFront, onOpen }: TableProps) {
  const [sort, setSort] = useState<RowSort | null>(null);
  const rows = useMemo(() => sorted(set.rows, sort).slice(0, most), [set, sort, most]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no field set: the cursor stands on it, and its name is said
    <div id={id} role="group" aria-label={set.title} tabIndex={-1} className={`rep-tab${isFront ? ' sel' : ''}`}>
      <div className="rep-tab-h">
        <h3>{set.title}</h3>
        <span className="sub">
          {set.rows.length > rows.length ? `${figure(rows.length)} of ${figure(set.rows.length)}` : ''}
        </span>
        {set.rows.length > 0 && (
          <button type="button" className="btn" tabIndex={-1} onClick={onOpen}>
            {isFront && <Keycap keys="Enter" />} All rows
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="rows-none">none</p>
      ) : (
        <RowTable
          set={set}
          rows={rows}
          zone={zone}
          sort={sort}
          index={null}
          onSort={(column) => setSort(nextSort(set, sort, column))}
        />
      )}
    </div>
  );
}
