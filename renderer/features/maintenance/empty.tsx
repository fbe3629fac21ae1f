// Nothing to show: what that means, and the next key.
import { Keycap } from '../../ui/keycap.tsx';
import { planNew } from './use-maintenance-keys.tsx';

export function NothingPlanned() {
  return (
    <div className="empty">
      <b>No maintenance is planned.</b>
      <p>
        Inside a window everything is still checked and recorded, but nobody is alerted, and reports leave the time out.
        An outage that was really planned work can be declared afterwards: give it a start in the past.
      </p>
      <span className="acts">
        <button type="button" className="btn pri" onClick={planNew}>
          <Keycap keys="n" /> Plan a window
        </button>
        <span className="sub">
          or press <Keycap keys="M" /> on any problem or host
        </span>
      </span>
    </div>
  );
}

export function CalendarFailed({ reason }: { readonly reason: string }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <p>
        The calendar could not be read: {reason} Windows go on as planned; what is active now stands at the right. It is
        asked for again within a minute.
      </p>
    </div>
  );
}
