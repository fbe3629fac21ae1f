// A file of hosts on its way in: the text at the left, what it would do at the right, and nothing done before it is asked.
import { useEffect, useRef } from 'react';
import type { FileFinding } from '../../../../electron/contract/model/inventory-change.ts';
import { useDialogs } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { offsetOf } from './guess-format.ts';
import { Outcome } from './import-outcome.tsx';
import { SourcePane } from './source-pane.tsx';
import { useImport } from './use-import.ts';
import './import.css';

export function ImportView() {
  const form = useImport();
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const { report, isFresh, isBusy } = form;
  const hasText = form.source.text.trim() !== '';
  const errors = report?.findings.some(({ level }) => level === 'error') ?? false;
  const canApply =
    isFresh &&
    !isBusy &&
    report !== null &&
    !report.applied &&
    report.changes.length > 0 &&
    (!errors || form.source.skipBad);
  const go = () => {
    if (useDialogs.getState().open !== null) return;
    if (canApply) form.apply();
    else if (hasText && !isFresh && !isBusy) form.preview();
  };
  useEffect(() => area.current?.focus(), []);
  useKeys('Import', [
    {
      keys: ['Ctrl+Enter'],
      label: canApply ? 'Apply' : 'Preview',
      bar: 'first',
      off: !hasText || (isFresh && !canApply),
      everywhere: true,
      run: go,
    },
    { keys: ['Ctrl+O'], label: 'Choose a file', bar: 'always', everywhere: true, run: () => file.current?.click() },
    {
      keys: ['/'],
      label: 'To the text',
      bar: 'roomy',
      run: () => area.current?.focus(),
    },
  ]);
  const show = ({ line, column }: FileFinding) => {
    const text = area.current;
    if (!text || line < 1) return;
    const at = offsetOf(form.source.text, line, column);
    const end = form.source.text.indexOf('\n', at);
    text.focus();
    text.setSelectionRange(at, end < 0 ? form.source.text.length : end);
    // A text area does not scroll to its selection by itself.
    const lineHeight = Number.parseFloat(getComputedStyle(text).lineHeight) || 18;
    text.scrollTop = Math.max(0, (line - 4) * lineHeight);
  };
  return (
    <div className="inv-import">
      <SourcePane form={form} area={area} file={file} />
      <Outcome form={form} canApply={canApply} onGo={go} onShow={show} />
    </div>
  );
}
