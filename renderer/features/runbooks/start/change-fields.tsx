// The change a run belongs to and its maintenance window; why it starts outside of it.
import type { StartLook } from '../../../../electron/contract/api/runbooks.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { FieldFrame } from '../../../ui/kind-form/field-frame.tsx';
import type { StartText } from './start-text.ts';

interface Props {
  readonly look: StartLook;
  readonly text: StartText;
  readonly wrongAt: (path: string) => string | undefined;
  readonly set: (change: Partial<StartText>) => void;
}

export function ChangeFields({ look, text, wrongAt, set }: Props) {
  const isNeeded = look.detail.change === 'required';
  const pick = (windowId: string) => {
    const window = look.windows.find((each) => each.windowId === windowId);
    // The reference of the window is that of the work, unless somebody typed another.
    const known = look.windows.some(({ change }) => change === text.change) || text.change === '';
    set({ windowId, ...(window && known ? { change: window.change } : {}) });
  };
  return (
    <fieldset className="rb-work">
      <legend>
        Change <u>{isNeeded ? 'it runs under one only' : 'if it is planned work'}</u>
      </legend>
      <div className="field-row">
        <FieldFrame
          label="Maintenance window"
          wrong={wrongAt('windowId')}
          optional={!isNeeded}
          help={look.windows.length === 0 ? 'None that covers its hosts is active or begins within a day.' : undefined}
        >
          {(wired) => (
            <select {...wired} className="input" value={text.windowId} onChange={(event) => pick(event.target.value)}>
              <option value="">none</option>
              {look.windows.map(({ windowId, name, change, active }) => (
                <option key={windowId} value={windowId}>
                  {name}
                  {change && `, ${change}`}
                  {active ? ', active now' : ', not yet'}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        <TextField
          label="Change reference"
          value={text.change}
          onChange={(change) => set({ change })}
          wrong={wrongAt('change')}
          optional={!isNeeded}
          isMono
        />
      </div>
      {look.outside !== null && text.mode !== 'dry' && (
        <TextField
          label="Why it starts outside of its window"
          value={text.outsideReason}
          onChange={(outsideReason) => set({ outsideReason })}
          wrong={wrongAt('outsideReason')}
          help={`${look.outside} It can start all the same; your word stands in the record.`}
        />
      )}
    </fieldset>
  );
}
