// From states to people: what holds an alert back (maintenance, mutes, isolation, quiet hours), and what becomes of one that
// is not held (channels, deliveries, rotas, escalations). Built apart from the watch, which knows of it only by `Holders` and `tell`.
import { severityOf } from '../contract/model/severity.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { NotifierHost } from './notifiers/notifier.ts';
import type { Holders } from './services/alerting.ts';
import { createChannels } from './services/channels.ts';
import { createEscalations, type Escalations } from './services/escalation.ts';
import { createIsolation } from './services/isolation.ts';
import type { LiveFeed } from './services/live-feed.ts';
import { createMaintenance } from './services/maintenance.ts';
import { createMutes } from './services/mutes.ts';
import { createNotifying } from './services/notifying.ts';
import { createOnCall } from './services/on-call.ts';
import type { Recorder } from './services/recorder.ts';
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
  readonly recorder: Recorder;
  readonly feed: LiveFeed;
  readonly log: Log;
  readonly host: NotifierHost;
}

export type People = ReturnType<typeof buildPeople>;

export function buildPeople(options: PeopleOptions) {
  const { settings, world } = options;
  const maintenance = createMaintenance(options);
  const mutes = createMutes(options);
  const isolation = createIsolation(options);
  const channels = createChannels(options);
  const onCall = createOnCall({ ...options, channels });
  const notifying = createNotifying({ ...options, channels });
  const escalations: Escalations = createEscalations({ ...options, channels, onCall, notifying });
  const holders: Holders = {
    isolated: () => isolation.holder(),
    maintenance: maintenance.holderOf,
    muted: mutes.holderOf,
    outsideHours: () => null,
    severity: (host, status) => severityOf(settings.get().alerting.severityRules, { ...host, status }),
  };
  const tell = {
    alerted: () => notifying.poke(),
    handled: () => {
      notifying.handled();
      escalations.handled();
    },
  };
  const snapshot = (): PeopleSnapshot => ({
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
  };
  const stop = async (): Promise<void> => {
    escalations.stop();
    await notifying.stop();
    for (const service of [onCall, isolation, mutes, maintenance]) service.stop();
  };
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
    start,
    stop,
  };
}
