// Several targets: a row for each, by batch, with how it fares there.
import { useEffect, useRef } from 'react';
import type { Attempt, StepFace } from '../../../../electron/contract/model/run.ts';
import { took } from '../../../store/run-words.ts';
import { batchWords } from '../run-facts.ts';
import { AttemptMark } from '../step-mark.tsx';

interface Props {
  readonly face: StepFace;
  readonly attempts: readonly Attempt[];
  /** The one whose output is read. */
  readonly chosen: string | null;
  readonly onChoose: (attemptId: string) => void;
}

export function Batches({ face, attempts, chosen, onChoose }: Props) {
  const rows = useRef<HTMLElement>(null);
  const through = attempts.filter(({ end }) => end === 'ok').length;
  // What runs now is seen, however many are done before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: how far it got is what moves it
  useEffect(() => {
    rows.current?.querySelector('tr.running, tr.failed')?.scrollIntoView?.({ block: 'nearest' });
  }, [through]);
  const byName = new Map(attempts.map((attempt) => [attempt.target?.name ?? '', attempt]));
  return (
    <section className="batches" aria-label="Targets">
      <p className="bsum" role="status">
        {batchWords(face, attempts)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={rows} className="brows" aria-label="Targets by batch" tabIndex={0}>
        <table className="tbl">
          <thead>
            <tr>
              <th>Batch</th>
              <th>Host</th>
              <th>State</th>
              <th className="r">Took</th>
            </tr>
          </thead>
          <tbody>
            {face.commands.map(({ target, batch }) => {
              const attempt = byName.get(target.name);
              return (
                <tr
                  key={`${batch} ${target.name}`}
                  className={[attempt?.end ?? (attempt ? 'running' : 'ahead'), attempt?.id === chosen && 'sel']
                    .filter(Boolean)
                    .join(' ')}
                  onClick={() => attempt && onChoose(attempt.id)}
                >
                  <td>{batch}</td>
                  <td className="mono">{target.name}</td>
                  <td>
                    {attempt ? (
                      <>
                        <AttemptMark end={attempt.end} /> {attempt.end === null ? 'running' : attempt.summary}
                      </>
                    ) : (
                      'ahead'
                    )}
                  </td>
                  <td className="r">{attempt?.durationMs == null ? '' : took(attempt.durationMs)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
