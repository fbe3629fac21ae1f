// A report on screen: the period, the contents, the sections, and the rows behind the figure in front.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Report, ReportFigure, ReportSectionId, RowSet } from '../../../../electron/contract/model/report.ts';
import { makeReport, useReport } from '../../../link/report.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { choosePeriod, chosenOf, useReportChoice } from '../../../store/report.ts';
import { useWorld } from '../../../store/world.ts';
import { RowsPane } from '../rows/rows-pane.tsx';
import { Contents } from './contents.tsx';
import { NothingMeasured, StillBlocks } from './empty.tsx';
import { PeriodBar } from './period-bar.tsx';
import { SectionView } from './section-view.tsx';
import { type Stop, stopsOf } from './stops.ts';
import { useReportKeys } from './use-report-keys.tsx';
import './report.css';

/** Who turns through days makes the report of the one they stop at. */
const REST_MS = 250;

export function ReportView() {
  const choice = useReportChoice();
  const state = useReport();
  const engineId = useWorld((world) => world.engineId);
  const isEmpty = useWorld((world) => world.asOf > 0 && world.hosts.size === 0);
  const chosen = chosenOf(choice, Date.now());
  const key = chosen.ok ? JSON.stringify(chosen.ask) : '';
  const isOld = chosen.ok && state.ask !== null && JSON.stringify(state.ask) !== key;
  const [isScopeOpen, setScopeOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is asked; another engine is asked again
  useEffect(() => {
    if (!chosen.ok || engineId === null) return;
    const { ask } = chosen;
    const timer = setTimeout(() => void makeReport(ask, Date.now), state.report === null ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [key, engineId]);
  const exportIt = () => chosen.ok && openDialog({ type: 'report-export', ask: chosen.ask });
  // After the fields are drawn, or gone: the focus goes to the first of them, and back to the cursor.
  const focusOn = (...places: readonly string[]) =>
    setTimeout(() => {
      const found = places.map((place) => document.querySelector<HTMLElement>(place));
      found.find((place) => place !== null)?.focus();
    });
  const openScope = (open: boolean) => {
    setScopeOpen(open);
    if (open) focusOn('.rep-fields .input');
    else focusOn('.rep-sec .sel', '.rep-scroll');
  };
  return (
    <div className="rep">
      <PeriodBar {...{ choice, chosen, state, isOld, isScopeOpen }} onScope={openScope} onExport={exportIt} />
      <Body
        report={state.report}
        isOld={isOld || state.making !== null}
        isEmpty={isEmpty}
        isMaking={state.making !== null}
        canExport={chosen.ok}
        onScope={() => openScope(!isScopeOpen)}
        onOwn={() => {
          choosePeriod('custom', Date.now());
          focusOn('.rep-fields .input');
        }}
        onAgain={() => chosen.ok && void makeReport(chosen.ask, Date.now, true)}
        onExport={exportIt}
      />
    </div>
  );
}

interface BodyProps {
  readonly report: Report | null;
  readonly isOld: boolean;
  readonly isEmpty: boolean;
  readonly isMaking: boolean;
  readonly canExport: boolean;
  readonly onScope: () => void;
  /** A period of one's own, to be typed. */
  readonly onOwn: () => void;
  readonly onAgain: () => void;
  readonly onExport: () => void;
}

function Body(props: BodyProps) {
  const { report, isOld, isEmpty, isMaking } = props;
  const [frontId, setFront] = useState<string | null>(null);
  const [opened, setOpened] = useState<Pick<Stop, 'type' | 'of'> | null>(null);
  const stops = useMemo(() => (report ? stopsOf(report) : []), [report]);
  const front = stops.find(({ id }) => id === frontId) ?? null;
  const scroll = useRef<HTMLElement>(null);
  const here = useSectionInSight(scroll, report, front);
  const behind = report && opened && rowsBehind(report, opened);
  const isBehind = behind !== null;
  // Where the cursor is the focus is too: a reader of screens says the figure. Rows over it have the focus themselves.
  useEffect(() => {
    const stop = frontId === null || isBehind ? null : document.getElementById(frontId);
    stop?.scrollIntoView?.({ block: 'nearest' });
    stop?.focus({ preventScroll: true });
  }, [frontId, isBehind]);
  const goToSection = (section: ReportSectionId) => {
    const first = stops.find((stop) => stop.section === section);
    if (first) setFront(first.id);
    // After the figure came into view by itself.
    setTimeout(() => document.getElementById(`section-${section}`)?.scrollIntoView?.({ block: 'start' }));
  };
  useReportKeys({
    stops,
    front,
    isMaking,
    canExport: props.canExport,
    isBehind,
    setFront,
    goToSection,
    open: () => front && front.type !== 'section' && setOpened(front),
    scope: props.onScope,
    own: props.onOwn,
    again: props.onAgain,
    exportIt: props.onExport,
  });
  if (!report) {
    return isMaking ? <StillBlocks /> : <NothingMeasured isEmpty={isEmpty} canMake={props.canExport} sections={[]} />;
  }
  return (
    <div className={`rep-body${behind ? ' with-rows' : ''}${isOld ? ' old' : ''}`} aria-busy={isMaking}>
      <Contents sections={report.sections} here={here} onGo={goToSection} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls, and has to without a mouse */}
      <section className="rep-scroll" ref={scroll} tabIndex={0} aria-label={report.title}>
        {isEmpty && <NothingMeasured isEmpty canMake sections={report.sections} />}
        {report.sections.map((section) => (
          <SectionView
            key={section.id}
            report={report}
            section={section}
            front={front?.section === section.id ? front.id : null}
            onFront={setFront}
            onOpen={(type, of) => setOpened({ type, of })}
          />
        ))}
      </section>
      {behind && <RowsPane key={opened?.of} report={report} {...behind} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** The figure that was opened, and the sets it names; of a table the set itself. */
function rowsBehind(
  { sections, rowSets }: Report,
  { type, of }: Pick<Stop, 'type' | 'of'>,
): { readonly figure: ReportFigure | null; readonly sets: readonly RowSet[] } | null {
  const find = (id: string) => rowSets.find((set) => set.id === id) ?? [];
  if (type === 'rows') return { figure: null, sets: [find(of)].flat() };
  const figure = sections.flatMap(({ figures }) => figures).find(({ id }) => id === of);
  return figure ? { figure, sets: figure.rows.flatMap(find) } : null;
}

/** Which section is being read: the one with the cursor, else the first that can be seen. */
function useSectionInSight(
  scroll: { readonly current: HTMLElement | null },
  report: Report | null,
  front: Stop | null,
): ReportSectionId | null {
  const [seen, setSeen] = useState<ReportSectionId | null>(null);
  useEffect(() => {
    const pane = scroll.current;
    if (!pane || !report) return;
    const look = () => {
      const top = pane.getBoundingClientRect().top + 40;
      // At the end it is the last one: it may be too short to come to the top.
      const isEnd = pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2;
      const at = report.sections.findLast(({ id }) => {
        const box = document.getElementById(`section-${id}`)?.getBoundingClientRect();
        return box !== undefined && box.top <= top;
      });
      setSeen((isEnd ? report.sections.at(-1) : at)?.id ?? report.sections[0]?.id ?? null);
    };
    look();
    pane.addEventListener('scroll', look, { passive: true });
    return () => pane.removeEventListener('scroll', look);
  }, [scroll, report]);
  // The cursor says it until somebody scrolls on.
  useEffect(() => {
    if (front) setSeen(front.section);
  }, [front]);
  return seen;
}
