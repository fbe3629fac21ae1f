// All metrics that are not among the telling ones, check by check. A chart is only made once it comes into sight.
import { useEffect, useMemo, useRef, useState } from 'react';
import { figure } from '../../lib/number.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { ChartGrid, type ChartGridProps } from './charts-section.tsx';
import { checkLook } from './check-words.ts';

export function MoreMetrics(props: ChartGridProps) {
  const { charts, view } = props;
  const groups = useMemo(() => Map.groupBy(charts, ({ check }) => check.id), [charts]);
  return (
    <section className="charts more" aria-label="More metrics">
      <div className="ph">
        <h2>
          More metrics<em>{figure(charts.length)}</em>
        </h2>
        <span className="sub">by check</span>
      </div>
      {[...groups].map(([id, mine]) => {
        const check = mine[0]?.check;
        if (!check) return null;
        const { status, lit } = checkLook(check, view.states.get(id), view.problems.get(id));
        return (
          <section key={id} aria-label={check.name}>
            <h3 className="chgrp">
              <Glyph status={status} lit={lit} size={16} />
              {check.name}
              <em>{figure(mine.length)}</em>
            </h3>
            <InSight rows={mine.length}>
              <ChartGrid {...props} charts={mine} />
            </InSight>
          </section>
        );
      })}
    </section>
  );
}

/** Keeps the place of what is out of sight, roughly, and makes it when it comes near. */
function InSight({ rows, children }: { readonly rows: number; readonly children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(() => typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  if (near) return children;
  return <div ref={place} className="cgrid-place" style={{ '--charts': rows } as React.CSSProperties} />;
}
