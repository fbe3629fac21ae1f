// The checks that take longest: what to look at when the lag grows. Enter opens the host of the selected one.
import { useId } from 'react';
import type { SlowCheck } from '../../../electron/contract/model/engine-details.ts';
import type { CheckId } from '../../../electron/contract/model/ids.ts';
import { shortDuration } from '../../lib/time.ts';
import { useWorld } from '../../store/world.ts';
import { everyWord, shareOf, slowWord } from './engine-words.ts';

interface Props {
  readonly slow: readonly SlowCheck[];
  readonly selected: CheckId | null;
  readonly onSelect: (checkId: CheckId) => void;
  readonly onOpen: () => void;
}

export function SlowTable({ slow, selected, onSelect, onOpen }: Props) {
  const id = useId();
  return (
    <section className="eng-t" aria-label="Slowest checks">
      <div className="ph">
        <h2>Slowest checks</h2>
        <span className="sub">by their last run</span>
      </div>
      <table
        className="tbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
        role="grid"
        aria-label="Slowest checks"
        tabIndex={0}
        aria-activedescendant={selected ? `${id}${selected}` : undefined}
      >
        <thead>
          <tr>
            <th>Check</th>
            <th className="r">Took</th>
            <th>Of its timeout</th>
            <th className="r">Every</th>
          </tr>
        </thead>
        <tbody>
          {slow.map((check) => (
            <Row
              key={check.checkId}
              id={`${id}${check.checkId}`}
              check={check}
              isSelected={check.checkId === selected}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      {slow.length === 0 && <p className="eng-none">No result yet.</p>}
    </section>
  );
}

interface RowProps {
  readonly id: string;
  readonly check: SlowCheck;
  readonly isSelected: boolean;
  readonly onSelect: (checkId: CheckId) => void;
  readonly onOpen: () => void;
}

function Row({ id, check, isSelected, onSelect, onOpen }: RowProps) {
  const { checkId, durationMs, timeoutMs, intervalMs } = check;
  const name = useWorld((world) => {
    const known = world.checks.get(checkId);
    return known ? `${world.hosts.get(known.hostId)?.name ?? ''} ${known.name}` : '';
  });
  const word = slowWord(durationMs, timeoutMs, intervalMs);
  return (
    <tr
      id={id}
      className={isSelected ? 'sel' : undefined}
      aria-selected={isSelected}
      onClick={() => onSelect(checkId)}
      onDoubleClick={onOpen}
    >
      <td className="mono">{name}</td>
      <td className="r">
        <b>{shortDuration(durationMs)}</b>
      </td>
      <td>
        <span className="eng-bar">
          <progress
            className={word ? 'bad' : undefined}
            value={shareOf(durationMs, timeoutMs)}
            max={1}
            aria-label={`${shortDuration(durationMs)} of ${shortDuration(timeoutMs)}`}
          />
          {word ?? <u>{shortDuration(timeoutMs)}</u>}
        </span>
      </td>
      <td className="r">{everyWord(intervalMs)}</td>
    </tr>
  );
}
