// From states to people: what holds an alert back (maintenance, mutes, isolation, quiet hours), and what becomes of one that
// is not held (channels, deliveries, rotas, escalations). Built apart from the watch, which knows of it only by `Holders` and `tell`.
import type { CheckId } from '../contract/model/ids.ts';
import type { Notice } from '../contract/model/notice.ts';
import { severityOf } from '../contract/model/severity.ts';
import type { Told } from './core/suppression.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Holders } from './services/alerting.ts';
import { createBeacons } from './services/beacons.ts';
import { type Channels, createChannels } from './services/channels.ts';
import { createEscalations, type Escalations } from './services/escalation.ts';
import { createIsolation, type Isolation } from './services/isolation.ts';
import type { LiveFeed } from './services/live-feed.ts';
import { createMaintenance, type Maintenance } from './services/maintenance.ts';
import { createMutes, type Mutes } from './services/mutes.ts';
import { createNotifying, type Notifying } from './services/notifying.ts';
import { createHands } from './services/notifying-hands.ts';
import { createOnCall } from './services/on-call.ts';
import { createQuietHours } from './services/quiet-hours.ts';
import { type Lookers, reconsider } from './services/reconsidering.ts';
import type { Backlog, Recorder } from './services/recorder.ts';
import type { Runner } from './services/runner.ts';
import { createAlarms, createNotifierHost, type DesktopHost } from './services/screens.ts';
import type { Secrets } from './services/secrets.ts';
import type { EngineSettings } from './services/settings.ts';
import type { Troubles } from './services/troubles.ts';
import type { PeopleSnapshot, World } from './services/world.ts';
import type { Store } from './store/open.ts';

export interface PeopleOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly secrets: Secrets;
  readonly troubles: Troubles;
  readonly recorder: Recorder & Backlog;
  /** What people believe of each check. */
  readonly told: ReadonlyMap<CheckId, Told>;
  /** Asks the beacons. */
  readonly runner: Pick<Runner, 'runOne'>;
  readonly feed: LiveFeed;
  readonly log: Log;
  /** Notifications of the desktop; null where there is none. */
  readonly desktop: DesktopHost | null;
}

export type People = ReturnType<typeof buildPeople>;

export function buildPeople(options: PeopleOptions) {
  const { settings, world } = options;
  const maintenance = createMaintenance(options);
  const mutes = createMutes(options);
  const channels = createChannels(options);
  const onCall = createOnCall({ ...options, channels });
  const hands = createHands({ ...options, holders: (): Holders => holders });
  const alarms = createAlarms({ ...options, hands });
  const host = createNotifierHost(options.desktop, alarms.sound);
  const telling = { channels, hands, alarms, host, hasDesktop: options.desktop !== null };
  const notifying = createNotifying({ ...options, ...telling });
  const isolation = createIsolation({
    ...options,
    beacons: createBeacons(options),
    announce: toEverybody(channels, notifying),
  });
  const climbing = { channels, onCall, notifying, maintenance, mutes, isolated: isolation.holder };
  const escalations: Escalations = createEscalations({ ...options, ...climbing });
  const holders = holdersOf({ maintenance, mutes, isolation, settings });
  const tell = {
    alerted: () => notifying.poke(),
    handled: () => {
      notifying.handled();
      escalations.handled();
    },
    turned: isolation.turned,
  };
  const snapshot = (): Omit<PeopleSnapshot, 'incidents' | 'runs' | 'library' | 'shifts' | 'handoff' | 'forecasts'> => ({
    windows: maintenance.statuses(),
    mutes: mutes.list(),
    channels: channels.list(),
    routes: channels.routes(),
    alarms: notifying.alarms(),
    deliveries: notifying.health(),
    onCall: onCall.world(),
    escalations: escalations.list(),
  });
  const start = (): void => {
    notifying.start();
    escalations.start();
    isolation.start();
  };
  const stop = async (): Promise<void> => {
    escalations.stop();
    await notifying.stop();
    await isolation.stop();
    for (const service of [onCall, mutes, maintenance]) service.stop();
  };
  /** What is held is judged again when its reason ends. */
  const follow = (lookers: Lookers): void =>
    reconsider({ maintenance, mutes, isolation, settings, silenced: () => notifying.handled() }, lookers);
  return {
    world,
    maintenance,
    mutes,
    isolation,
    channels,
    onCall,
    notifying,
    escalations,
    holders,
    tell,
    snapshot,
    follow,
    start,
    stop,
  };
}

/** What the monitor has to say about itself goes to everybody who can be reached: no route knows of it. */
function toEverybody(channels: Channels, notifying: Notifying): (notice: Notice) => void {
  return (notice) => {
    const everybody = channels.list().flatMap(({ enabled, id }) => (enabled ? id : []));
    if (everybody.length > 0) notifying.send(notice, everybody);
  };
}

/** Who stands behind each reason that lies outside of the states. */
function holdersOf({
  maintenance,
  mutes,
  isolation,
  settings,
}: {
  readonly maintenance: Maintenance;
  readonly mutes: Mutes;
  readonly isolation: Isolation;
  readonly settings: EngineSettings;
}): Holders {
  return {
    isolated: isolation.holder,
    maintenance: maintenance.holderOf,
    muted: mutes.holderOf,
    outsideHours: createQuietHours(() => settings.get().alerting.quietHours),
    severity: (host, status) => severityOf(settings.get().alerting.severityRules, { ...host, status }),
    problemOpened: maintenance.problemOpened,
  };
}
