// What schedules made: the last of each, all of one; and what is not known of it.
import type { MadeReport, ReportSchedule } from '../../../../electron/contract/model/report.ts';
import { wallText } from '../../../lib/local-time.ts';
import { clock } from '../../../lib/time.ts';
import { periodWords } from '../../../store/report-period.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { outcomeWords } from './schedule-words.ts';

/** As many as can be asked for; what is older is not looked at. */
export const ASKED = 500;
/** What schedules made, newest first; null: not known, `why` not. */
export interface Made {
  readonly reports: readonly MadeReport[] | null;
  readonly why: 'loading' | 'failed' | null;
}

/** Of one schedule; null: not known. */
export const madeBy = ({ reports }: Made, { id }: Pick<ReportSchedule, 'id'>): readonly MadeReport[] | null =>
  reports?.filter(({ scheduleId }) => scheduleId === id) ?? null;

/** Why there is none: it never made one, or what is known does not say. */
export function noneWords({ reports, why }: Made): string {
  if (reports === null) return why === 'loading' ? '…' : 'not known';
  return reports.length < ASKED ? 'never' : `not among the last ${ASKED}`;
}

/** Only what failed wants a person. */
export function Outcome({ last }: { readonly last: MadeReport | undefined }) {
  if (!last) return <Glyph status="pending" size={16} quiet />;
  if (last.state === 'delivered') return <Glyph status="ok" size={16} quiet />;
  return (
    <Glyph status={last.state === 'failed' ? 'critical' : 'warning'} lit={last.state === 'failed'} size={16} quiet />
  );
}

interface SideProps {
  readonly schedule: ReportSchedule;
  readonly made: Made;
  /** It is being delivered since then, epoch ms. */
  readonly since: number | null;
}

/** So many are shown. */
const LISTED = 60;

export function MadeSide({ schedule, made, since }: SideProps) {
  const own = madeBy(made, schedule);
  return (
    <aside className="rep-made" aria-label={`What ${schedule.name} made`}>
      <div className="ph">
        <h2>What it made{own && <em>{own.length}</em>}</h2>
        {since !== null ? (
          <span className="sub" role="status">
            being made and delivered since {clock(since)} UTC
          </span>
        ) : (
          own && own.length > LISTED && <span className="sub">the newest {LISTED}</span>
        )}
      </div>
      {own?.length === 0 && (
        <p className="none">
          {made.reports && made.reports.length >= ASKED ? `None of the last ${ASKED}.` : 'Nothing yet.'}{' '}
          <Keycap keys="D" /> makes and sends the last whole period now.
        </p>
      )}
      {own === null && <p className="none">{made.why === 'loading' ? 'Being read.' : 'What it made is not known.'}</p>}
      <ul>
        {own?.slice(0, LISTED).map((one) => (
          <li key={one.id}>
            <Outcome last={one} />
            <b>{periodWords(schedule.period, one, schedule.zone)}</b>
            <time dateTime={new Date(one.madeAt).toISOString()}>{wallText(one.madeAt, schedule.zone)}</time>
            <span>{outcomeWords(one)}</span>
            {one.said.map((said) => (
              <p key={said}>{said}</p>
            ))}
          </li>
        ))}
      </ul>
    </aside>
  );
}
