// The rules before any route: how bad a problem is, when people are left in peace, and how loud an alarm is. Two lists under
// one hand: the row in front runs from the rules into the quiet hours.
import { useState } from 'react';
import { PickTable, useMoves } from '../../../forms/list-keys.tsx';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { SeverityTag } from '../../../ui/severity-tag.tsx';
import { quietWhen, quietWords, ruleWords } from './rule-words.ts';
import { SoundSection } from './sound-section.tsx';
import { type Alerting, tryChange, undoAlerting, useAlerting } from './use-alerting.ts';
import './rules.css';

export function RulesView() {
  const { alerting, failure, load } = useAlerting();
  if (alerting) return <Rules alerting={alerting} />;
  if (failure === null) return <div className="skel alr-skel" aria-busy="true" />;
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>The rules could not be read.</b> {failure} What is set still holds.
      </p>
      <button type="button" className="btn" onClick={load}>
        Try again
      </button>
    </div>
  );
}

function Rules({ alerting }: { readonly alerting: Alerting }) {
  const { severityRules: rules, quietHours: quiet } = alerting;
  const [chosen, setChosen] = useState(0);
  const count = rules.length + quiet.length;
  const index = Math.max(0, Math.min(chosen, count - 1));
  useRuleKeys(alerting, index, setChosen);
  const open = () => openRow(rules.length, index);
  return (
    <div className="alr-two rules">
      <section className="pick-list" aria-label="Severity rules">
        <div className="ph">
          <h2>
            Severity rules<em>{rules.length}</em>
          </h2>
          <span className="sub">the first that fits decides; else down and critical are SEV2, the rest SEV3</span>
          <div className="phr">
            <button
              type="button"
              className="btn pri"
              onClick={() => openDialog({ type: 'severity-rule', place: null })}
            >
              <Keycap keys="+" /> Add rule
            </button>
          </div>
        </div>
        <div className="pick-rows grow-0">
          {rules.length === 0 && <p className="none">No rule: severity follows the status alone.</p>}
          {rules.length > 0 && (
            <PickTable
              label="Severity rules"
              index={index < rules.length ? index : -1}
              onMove={setChosen}
              onOpen={open}
              head={['#', 'What', 'Is']}
              columns={['c-no r', 'c-takes', 'c-sev']}
              rows={rules.map((rule, place) => ({
                key: `${place}`,
                cells: [place + 1, <b key="w">{ruleWords(rule)}</b>, <SeverityTag key="s" severity={rule.severity} />],
              }))}
            />
          )}
        </div>
        <div className="ph">
          <h2>
            Quiet hours<em>{quiet.length}</em>
          </h2>
          <span className="sub">nobody is told within them; what is still there then is told when they end</span>
          <div className="phr">
            <button type="button" className="btn" onClick={() => openDialog({ type: 'quiet-hours', place: null })}>
              <Keycap keys="q" /> Add quiet hours
            </button>
          </div>
        </div>
        <div className="pick-rows">
          {quiet.length === 0 && <p className="none">None: people are told at any hour.</p>}
          {quiet.length > 0 && (
            <PickTable
              label="Quiet hours"
              index={index - rules.length}
              onMove={(to) => setChosen(rules.length + to)}
              onOpen={open}
              head={['Name', 'When', 'Holds back']}
              columns={['c-name', 'c-takes', 'c-tells']}
              rows={quiet.map((one) => ({
                key: one.name,
                cells: [<b key="n">{one.name}</b>, quietWhen(one), quietWords(one)],
              }))}
            />
          )}
        </div>
      </section>
      <SoundSection volume={alerting.volume} louderAfterMinutes={alerting.louderAfterMinutes} />
    </div>
  );
}

const openRow = (ruleCount: number, index: number): void =>
  openDialog(
    index < ruleCount ? { type: 'severity-rule', place: index } : { type: 'quiet-hours', place: index - ruleCount },
  );

function useRuleKeys(alerting: Alerting, index: number, setChosen: (to: number) => void): void {
  const { severityRules: rules, quietHours: quiet } = alerting;
  const { undo } = useAlerting();
  const count = rules.length + quiet.length;
  const isRule = index < rules.length;
  useMoves('Rules', count, index, setChosen);
  const move = (by: number) => {
    const to = index + by;
    if (!isRule || to < 0 || to >= rules.length) return;
    setChosen(to);
    void tryChange(
      (now) => ({ ...now, severityRules: swapped(now.severityRules, index, to) }),
      `the move of rule ${index + 1}`,
      `Rule ${index + 1} is number ${to + 1} now.`,
    );
  };
  const remove = () =>
    isRule
      ? void tryChange(
          (now) => ({ ...now, severityRules: now.severityRules.toSpliced(index, 1) }),
          `the removal of rule ${index + 1}`,
          'The rule is removed.',
        )
      : void tryChange(
          (now) => ({ ...now, quietHours: now.quietHours.toSpliced(index - rules.length, 1) }),
          'the removal of quiet hours',
          'The quiet hours are removed.',
        );
  const off = count === 0;
  useKeys('Rules', [
    { keys: ['Enter', 'F2'], label: 'Change', bar: 'first', off, run: () => openRow(rules.length, index) },
    {
      keys: ['K', 'Alt+ArrowUp', 'Shift+ArrowUp'],
      label: 'Up',
      bar: 'always',
      off: !isRule || off,
      run: () => move(-1),
    },
    {
      keys: ['J', 'Alt+ArrowDown', 'Shift+ArrowDown'],
      label: 'Down',
      bar: 'always',
      off: !isRule || off,
      run: () => move(1),
    },
    { keys: ['z'], label: 'Take back', bar: 'always', off: undo === null, run: () => void undoAlerting() },
    {
      keys: ['+', 'Insert'],
      label: 'Add rule',
      bar: 'always',
      run: () => openDialog({ type: 'severity-rule', place: null }),
    },
    {
      keys: ['q'],
      label: 'Add quiet hours',
      bar: 'roomy',
      run: () => openDialog({ type: 'quiet-hours', place: null }),
    },
    { keys: ['Delete'], label: 'Remove', bar: 'roomy', off, run: remove },
  ]);
}

function swapped<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = items[from];
  return moved === undefined ? [...items] : items.toSpliced(from, 1).toSpliced(to, 0, moved);
}
