// What a file would do, or has done: findings first, then every change, then the one button that does it.
import type { FileFinding, ImportReport } from '../../../../electron/contract/model/inventory-change.ts';
import { count } from '../../../lib/number.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { ChangeList } from '../change-list.tsx';
import { countActions } from '../change-summary.ts';
import { goToView } from '../view-tabs.tsx';
import { CsvTable } from './csv-table.tsx';
import { Findings } from './findings.tsx';
import type { Import } from './use-import.ts';

interface Props {
  readonly form: Import;
  readonly canApply: boolean;
  readonly onGo: () => void;
  readonly onShow: (finding: FileFinding) => void;
}

export function Outcome({ form, canApply, onGo, onShow }: Props) {
  const { source, report, head, isBusy, isFresh } = form;
  if (report?.applied && isFresh) return <Done report={report} onClear={form.clear} />;
  return (
    <section className="outcome-pane" aria-label="What it would do">
      <div className="ph">
        <h2>{source.mode === 'replace' ? 'What would change, the rest removed' : 'What would change'}</h2>
        <span className="sub" role="status">
          {statusWords(form)}
        </span>
        <div className="phr">
          <button
            type="button"
            className={canApply ? 'btn pri' : 'btn'}
            disabled={isBusy || source.text.trim() === '' || (isFresh && !canApply)}
            onClick={onGo}
          >
            <Keycap keys="Ctrl+Enter" /> {canApply && report ? applyWords(report) : 'Preview'}
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, and have to without a mouse */}
      <div className={isFresh || !report ? 'outcome-body' : 'outcome-body old'} tabIndex={0}>
        {form.failure && (
          <div className="err" role="alert">
            <span aria-hidden="true">!</span>
            <p>{form.failure}</p>
          </div>
        )}
        {head && source.columns && (
          <CsvTable head={head} columns={source.columns} onChange={(columns) => form.change({ columns })} />
        )}
        {report && (
          <Findings findings={report.findings} text={source.text} keepsOut={!source.skipBad} onShow={onShow} />
        )}
        {report && <ChangeList changes={report.changes} none={noneWords(report)} />}
        {!report && !form.failure && <Nothing />}
      </div>
    </section>
  );
}

function statusWords({ report, isBusy, isFresh }: Import): string {
  if (isBusy) return 'Reading…';
  if (!report) return '';
  if (!isFresh) return 'of the text before you typed';
  const same = report.unchanged > 0 ? `${count(report.unchanged, 'host')} already just so. ` : '';
  return `${same}Nothing is changed yet.`;
}

function applyWords(report: ImportReport): string {
  const { remove } = countActions(report.changes);
  return `Apply ${count(report.changes.length, 'change')}${remove > 0 ? `, ${remove} removed` : ''}`;
}

const noneWords = ({ findings, unchanged }: ImportReport): string => {
  if (findings.some(({ level }) => level === 'error')) return 'No change can be made of it as it is.';
  return unchanged > 0 ? `Nothing: all ${count(unchanged, 'host')} are just so already.` : 'There is no host in it.';
};

function Nothing() {
  return (
    <div className="empty">
      <b>Nothing to show yet.</b>
      <p>
        A file that was pasted, dropped or chosen is read at once: what is wrong in it, where, and what it would add,
        change and remove. It is all or nothing, and nothing before <Keycap keys="Ctrl+Enter" />.
      </p>
      <p className="help">Secrets are not in an export; a file refers to credentials by name.</p>
    </div>
  );
}

function Done({ report, onClear }: { readonly report: ImportReport; readonly onClear: () => void }) {
  const { add, change, remove } = countActions(report.changes);
  const skipped = report.findings.filter(({ level }) => level === 'error').length;
  return (
    <section className="outcome-pane" aria-label="What was done">
      <div className="empty" role="status">
        <b>The file is in.</b>
        <p>
          {add} added, {change} changed, {remove} removed; {count(report.unchanged, 'host')} were just so already.
          {skipped > 0 && ` ${count(skipped, 'bad entry', 'bad entries')} left out.`}
        </p>
        <p>Every change is in the journal. New checks run now.</p>
        <div className="empty-do">
          <button type="button" className="btn pri" onClick={() => goToView('hosts')}>
            <Keycap keys="h" /> Show the hosts
          </button>
          <button type="button" className="btn" onClick={onClear}>
            Another file
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists scroll, and have to without a mouse */}
      <div className="outcome-body" tabIndex={0}>
        {skipped > 0 && <Findings findings={report.findings} text="" keepsOut={false} onShow={() => {}} />}
        <ChangeList changes={report.changes} none="Nothing had to be changed." />
      </div>
    </section>
  );
}
