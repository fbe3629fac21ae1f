// The moments that count, with who or what says so. Re-opening adds to them and takes nothing away.
import type { Incident, Milestone } from '../../../../electron/contract/model/incident.ts';
import { clock, day, duration } from '../../../lib/time.ts';
import { MILESTONE_WORDS, sinceFirst } from '../incident-words.ts';
import { dayOf } from '../timeline/entry-words.ts';
import { FactSection } from './fact-section.tsx';

export function Milestones({ incident: { milestones } }: { readonly incident: Incident }) {
  if (milestones.length === 0) return null;
  const first = milestones[0];
  return (
    <FactSection title="Milestones">
      <table className="fmiles">
        <thead className="vh">
          <tr>
            <th>What</th>
            <th>When, UTC</th>
            <th>After the first</th>
            <th>Said by</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((milestone, at) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: they are only ever added, at the end
              key={at}
              milestone={milestone}
              after={sinceFirst(milestones, milestone)}
              isNewDay={at > 0 && first !== undefined && dayOf(milestones[at - 1]?.at ?? 0) !== dayOf(milestone.at)}
            />
          ))}
        </tbody>
      </table>
    </FactSection>
  );
}

interface RowProps {
  readonly milestone: Milestone;
  readonly after: number | null;
  readonly isNewDay: boolean;
}

function Row({ milestone: { kind, at, source, opening }, after, isNewDay }: RowProps) {
  return (
    <tr>
      <td>
        {MILESTONE_WORDS[kind]}
        {opening > 1 && <u>opening {opening}</u>}
      </td>
      <td>
        <time dateTime={new Date(at).toISOString()} title={`${day(at)} ${clock(at)} UTC`}>
          {isNewDay && <u>{day(at)}</u>} {clock(at)}
        </time>
      </td>
      <td className="r">{afterWords(after)}</td>
      <td title={source}>{source}</td>
    </tr>
  );
}

const afterWords = (after: number | null): string =>
  after === null || after === 0 ? '' : `${after < 0 ? '−' : '+'}${duration(Math.abs(after))}`;
