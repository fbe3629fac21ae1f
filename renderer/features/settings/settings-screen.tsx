// The settings: how it looks on this machine, what is kept how long, whom it trusts, how often it is copied; and beside
// them where everything lies. Each says what it does and what it is when nobody sets it.

import { useAbout } from '../../store/about.ts';
import { openDialog, useDialogs } from '../../store/dialogs.ts';
import { useKeys } from '../../store/keys.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { EngineSections } from './engine-sections.tsx';
import { policiesIn, policiesText, withPolicy } from './incidents-draft.ts';
import { LookSection } from './look-section.tsx';
import { loginsIn, loginsText, withLogin } from './runbooks-draft.ts';
import { SaveBar } from './save-bar.tsx';
import { SettingsSide } from './settings-side.tsx';
import { useDetails, useSettings } from './use-settings.ts';
import './settings.css';

export function SettingsScreen() {
  const form = useSettings();
  const details = useDetails();
  const secrets = useAbout(({ about }) => about?.secrets);
  const isShut = secrets === 'locked' || secrets === 'none';
  const isDirty = form.holds !== null && form.changed.length > 0;
  useKeys('Settings', [
    {
      keys: ['Ctrl+Enter', 'Ctrl+S'],
      label: 'Save',
      bar: 'first',
      everywhere: true,
      off: !isDirty,
      run: () => {
        // The key also works in a field, so it comes here from a dialog too: that one is meant then.
        if (form.holds && useDialogs.getState().open === null) void form.save();
      },
    },
    {
      keys: ['Ctrl+D'],
      label: 'Discard changes',
      bar: 'always',
      everywhere: true,
      off: !isDirty,
      run: () => form.holds && useDialogs.getState().open === null && form.discard(),
    },
    { keys: ['B'], label: 'Back up now', bar: 'always', run: () => void details.backUp() },
    {
      keys: ['+'],
      label: 'Add a policy',
      bar: 'roomy',
      off: form.holds === null,
      run: () => {
        if (form.holds) form.set({ policies: policiesText(withPolicy(policiesIn(form.text.policies))) });
      },
    },
    {
      keys: ['L'],
      label: 'Add a log-in for runs',
      off: form.holds === null,
      run: () => {
        if (form.holds) form.set({ runbookLogins: loginsText(withLogin(loginsIn(form.text.runbookLogins))) });
      },
    },
    { keys: ['t'], label: 'New token', bar: 'roomy', run: () => openDialog({ type: 'inbound-token' }) },
    { keys: ['u'], label: 'Unlock the vault', bar: 'roomy', off: !isShut, run: () => openDialog({ type: 'vault' }) },
  ]);
  return (
    <main className="set">
      <div className="set-main">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls, and has to without a mouse */}
        <div className="set-scroll" tabIndex={0}>
          <h1>Settings</h1>
          <div className="set-sections">
            <LookSection />
            {form.holds ? (
              <EngineSections form={form} details={details.details} />
            ) : (
              <Waiting sentence={form.wrong.sentence} onAgain={form.load} />
            )}
          </div>
        </div>
        {form.holds && <SaveBar form={form} />}
      </div>
      <SettingsSide details={details} />
    </main>
  );
}

function Waiting({ sentence, onAgain }: { readonly sentence: string | null; readonly onAgain: () => void }) {
  if (sentence === null) return <div className="skel set-skel" aria-busy="true" />;
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        <b>The settings could not be read.</b> {sentence} What is set still holds.
      </p>
      <button type="button" className="btn" onClick={onAgain}>
        <Keycap keys="Enter" /> Try again
      </button>
    </div>
  );
}
