// When a reason that holds news ends, or may have: whoever can end one is heard here, and what is held is judged again. What
// ends by the check's own results, or by its acknowledgement, monitoring sees by itself.
import { sameValue } from '../core/same-value.ts';
import type { Isolation } from './isolation.ts';
import type { Maintenance } from './maintenance.ts';
import type { Monitoring } from './monitoring.ts';
import type { Mutes } from './mutes.ts';
import type { Scheduler } from './scheduler.ts';
import type { EngineSettings } from './settings.ts';

/** Who may end a reason. */
export interface Reasons {
  readonly maintenance: Pick<Maintenance, 'onChange'>;
  readonly mutes: Pick<Mutes, 'onChange'>;
  readonly isolation: Pick<Isolation, 'onChange'>;
  readonly settings: Pick<EngineSettings, 'get' | 'onChange'>;
  /** Windows or mutes are others now: told after what is held was looked at. */
  readonly silenced: () => void;
}

/** Who looks again. */
export interface Lookers {
  readonly monitoring: Pick<Monitoring, 'lookAgain' | 'severitiesEdited' | 'afterGap'>;
  readonly scheduler: Pick<Scheduler, 'restart'>;
  /** Sees a gap (sleep, a clock that was set) that nobody has seen yet. */
  readonly lookAtClocks: () => void;
}

/** After the network is back every check runs afresh within this time, ms. */
const AFRESH_WITHIN_MS = 10_000;

/** From now on, for as long as the services live. */
export function reconsider(reasons: Reasons, { monitoring, scheduler, lookAtClocks }: Lookers): void {
  const { maintenance, mutes, isolation, settings, silenced } = reasons;
  const windowsChanged = (): void => {
    // What ended while the machine slept ends with its timer, which may come before anybody saw that it slept.
    lookAtClocks();
    monitoring.lookAgain();
    silenced();
  };
  maintenance.onChange(windowsChanged);
  mutes.onChange(windowsChanged);
  let { alerting } = settings.get();
  settings.onChange((now) => {
    const before = alerting;
    alerting = now.alerting;
    if (!sameValue(before.severityRules, alerting.severityRules)) monitoring.severitiesEdited();
    if (!sameValue(before.quietHours, alerting.quietHours)) monitoring.lookAgain();
  });
  isolation.onChange((change) => {
    // What was seen through a dead network says nothing: everything runs afresh before anybody is told of it.
    if (change === 'back') {
      monitoring.afterGap();
      scheduler.restart(AFRESH_WITHIN_MS);
    }
    monitoring.lookAgain();
  });
}
