// What a bulk edit or an import would change: counted, then told thing by thing, before and after.
import { useMemo, useState } from 'react';
import type { InventoryChange } from '../../../electron/contract/model/inventory-change.ts';
import { count, figure } from '../../lib/number.ts';
import { Segment } from '../../ui/segment.tsx';
import { type Action, countActions, sharedChanges } from './change-summary.ts';
import './changes.css';

/** Things told at once; ten thousand rows nobody reads would only make the list slow. */
const PAGE = 100;
const SHARED = 6;

const SIGNS: Readonly<Record<Action, readonly [sign: string, word: string]>> = {
  add: ['+', 'added'],
  change: ['~', 'changed'],
  remove: ['−', 'removed'],
};

interface Props {
  readonly changes: readonly InventoryChange[];
  /** What is said when there is none. */
  readonly none: string;
}

export function ChangeList({ changes, none }: Props) {
  const [only, setOnly] = useState<Action | 'all'>('all');
  const [shown, setShown] = useState(PAGE);
  const counts = useMemo(() => countActions(changes), [changes]);
  const listed = useMemo(
    () => (only === 'all' ? changes : changes.filter(({ action }) => action === only)),
    [changes, only],
  );
  if (changes.length === 0) return <p className="changes-none">{none}</p>;
  return (
    <section className="changes" aria-label="Changes">
      <Segment
        label="Show"
        value={only}
        options={[
          ['all', `All ${figure(changes.length)}`],
          ['add', `+ Added ${figure(counts.add)}`],
          ['change', `~ Changed ${figure(counts.change)}`],
          ['remove', `− Removed ${figure(counts.remove)}`],
        ]}
        onChange={setOnly}
      />
      <Shared changes={listed} />
      <ol className="change-rows">
        {listed.slice(0, shown).map((change) => (
          <Change key={`${change.action} ${change.what} ${change.host} ${change.name}`} change={change} />
        ))}
      </ol>
      {listed.length > shown && (
        <button type="button" className="btn" onClick={() => setShown(shown + PAGE * 5)}>
          {count(listed.length - shown, 'more', 'more')}: show the next
        </button>
      )}
      {listed.length === 0 && <p className="changes-none">None of this sort.</p>}
    </section>
  );
}

/** Many hosts change alike: that is said once, before the list says it for each. */
function Shared({ changes }: Pick<Props, 'changes'>) {
  const shared = useMemo(() => sharedChanges(changes), [changes]);
  if (shared.length === 0 || changes.length < 4) return null;
  return (
    <ul className="change-shared">
      {shared.slice(0, SHARED).map((each) => (
        <li key={`${each.path} ${each.before} ${each.after}`}>
          <b>{figure(each.times)} ×</b>
          <Field path={each.path} before={each.before} after={each.after} />
        </li>
      ))}
      {shared.length > SHARED && <li className="sub">and {shared.length - SHARED} more sorts</li>}
    </ul>
  );
}

function Change({ change }: { readonly change: InventoryChange }) {
  const { action, what, host, name, fields } = change;
  const [sign, word] = SIGNS[action];
  return (
    <li className={`ch-${action}`}>
      <p>
        <i aria-hidden="true">{sign}</i>
        <b className="mono">{what === 'check' && host ? host : name}</b>
        <span>
          {what === 'check' ? `check ${name}` : what} <span className="vh">{word}</span>
        </span>
      </p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.path}>{action === 'change' ? <Field {...field} /> : <OneSide {...field} />}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface FieldProps {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

function Field({ path, before, after }: FieldProps) {
  return (
    <>
      <span className="mono path">{path}</span>
      <span className="was">{worded(before)}</span>
      <span aria-hidden="true">→</span>
      <span className="vh">becomes</span>
      <span className="gets">{worded(after)}</span>
    </>
  );
}

/** What comes with a new thing, or goes with an old one: there is nothing to compare it with. */
function OneSide({ path, before, after }: FieldProps) {
  return (
    <>
      <span className="mono path">{path}</span>
      <span className={after === null ? 'was' : 'gets'}>{worded(after ?? before)}</span>
    </>
  );
}

/** Nothing and emptiness are said, not left blank. */
const worded = (value: string | null): string => (value === null ? 'not set' : value === '' ? 'empty' : value);
