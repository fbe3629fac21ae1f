// Which columns the host table shows: a tick each, taken up at once, kept on this machine.
import { useWide } from '../../../lib/use-wide.ts';
import { closeDialog } from '../../../store/dialogs.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { COLUMNS, type ColumnKey, shownColumns } from './columns.ts';
import { setColumns, useHostList } from './list-state.ts';
import '../../../forms/forms.css';

export function ColumnsDialog() {
  const chosen = useHostList((list) => list.columns);
  const isWide = useWide();
  const shown = new Set(shownColumns(chosen, isWide).map(({ key }) => key));
  const toggle = (key: ColumnKey) => {
    const next = new Set(shown);
    if (!next.delete(key)) next.add(key);
    setColumns(COLUMNS.flatMap((column) => (next.has(column.key) ? [column.key] : [])));
  };
  return (
    <Dialog
      title="Columns"
      sub="of the host table"
      onClose={closeDialog}
      footer={
        <>
          <span className="note">{chosen === null ? 'As the width of the window suggests.' : 'As you chose.'}</span>
          <button type="button" className="btn" disabled={chosen === null} onClick={() => setColumns(null)}>
            As suggested
          </button>
          <button type="button" className="btn pri" onClick={closeDialog}>
            <Keycap keys="Escape" /> Done
          </button>
        </>
      }
    >
      <div className="quick-kinds">
        {COLUMNS.map(({ key, label }) => (
          <label key={key} className="check-row">
            <input type="checkbox" checked={shown.has(key)} onChange={() => toggle(key)} />
            {label}
          </label>
        ))}
      </div>
    </Dialog>
  );
}
