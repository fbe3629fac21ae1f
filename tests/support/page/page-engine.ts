// Starts a scripted engine inside the page and hands its port over exactly as preload would. The address says which
// world: ?world=designNight&hosts=2000. Tests reach the controls as `window.stage`.
import type { RunId } from '../../../electron/contract/model/ids.ts';
import { goToRun } from '../../../renderer/store/runs.ts';
import { createScriptedEngine, type ScriptedEngine } from '../scripted-engine.ts';
import { handoffControls } from '../scripted-engine-handoffs.ts';
import { keepEnded } from '../scripted-engine-incidents.ts';
import { settingsControls } from '../scripted-engine-inside.ts';
import { reportControls } from '../scripted-engine-reports.ts';
import { reviewControls } from '../scripted-engine-review.ts';
import { runControls } from '../scripted-engine-runs.ts';
import { tellTimeline } from '../scripted-engine-timeline.ts';
import { bigFleet, designNight, emptyWorld, onFire, quietNight } from '../worlds.ts';
import { handoffDraft, handoffEmpty, handoffReady, handoffStorm } from '../worlds-handoff.ts';
import { incidentNight } from '../worlds-incident-night.ts';
import { incidentsList } from '../worlds-incidents-list.ts';
import { incidentsStorm, madeUpEnded } from '../worlds-incidents-many.ts';
import { libraryBroken, libraryIncident, libraryNight } from '../worlds-library.ts';
import { plannedNight, plannedStorm } from '../worlds-maintenance.ts';
import { madeOnCall } from '../worlds-on-call.ts';
import { reportWeek } from '../worlds-reports.ts';
import { reviewNight } from '../worlds-review.ts';
import { runNight } from '../worlds-runs.ts';
import { madePeople, madeShifts } from '../worlds-shifts.ts';
import { wallNight } from '../worlds-wallboard.ts';

export interface Stage {
  readonly engine: ScriptedEngine;
  /** A new line to the same engine, as after a reload of it. */
  connect(): void;
  /** The engine's process is gone. */
  lose(reason: string): void;
  /** The engine's process is there and says nothing any more. Walls alone hear it otherwise, every second. */
  hang(): void;
  /** Somebody else writes an entry into a timeline. */
  readonly tellTimeline: typeof tellTimeline;
  /** How the next reports are made, and what schedules made. */
  readonly reports: typeof reportControls;
  /** How long the next stream of a review is. */
  readonly reviews: typeof reviewControls;
  /** What happens to a run from outside. */
  readonly runs: typeof runControls;
  /** What the data of a briefing says from now on. */
  readonly handoffs: typeof handoffControls;
  /** Goes to the screen of a run. */
  show(runId: RunId): void;
  /** Puts made-up people and rotas on call. */
  putOnCall(): void;
  /** Plans made-up shifts, with the people who work them. */
  putShifts(): void;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const asked = new URLSearchParams(location.search);
const hosts = Number(asked.get('hosts') ?? 5);
const now = Date.now();

function makeWorld() {
  switch (asked.get('world')) {
    case 'quietNight':
      return quietNight(hosts, now);
    case 'bigFleet':
      return bigFleet(hosts, now);
    case 'onFire':
      return onFire(hosts, now);
    case 'planned':
      return plannedNight(now);
    case 'plannedStorm':
      return plannedStorm(now);
    case 'incidentsList':
      return incidentsList(now);
    case 'incidentsStorm':
      return incidentsStorm(now);
    case 'incidentNight':
      return incidentNight(now, hosts);
    case 'libraryNight':
      return libraryNight(now);
    case 'libraryBroken':
      return libraryBroken(now);
    case 'libraryIncident':
      return libraryIncident(now, hosts);
    case 'runNight':
      return runNight(now);
    case 'wallNight':
      return wallNight(now);
    case 'reviewNight':
      return reviewNight(now);
    case 'reportWeek':
      return reportWeek(now);
    case 'handoffDraft':
      return handoffDraft(now);
    case 'handoffReady':
      return handoffReady(now);
    case 'handoffEmpty':
      return handoffEmpty(now);
    case 'handoffStorm':
      return handoffStorm(now);
    case 'reportEmpty':
    case 'empty':
      return emptyWorld(now);
    default:
      return designNight(now);
  }
}

if (asked.get('world') === 'incidentsStorm') keepEnded(madeUpEnded(10_000, now));

settingsControls.holds = JSON.parse(asked.get('settings') ?? '{}');

const engine = createScriptedEngine(makeWorld(), () => Date.now());
const connect = (): void => {
  const { port1, port2 } = new MessageChannel();
  engine.serve(port1);
  window.postMessage({ type: 'engine-port' }, '*', [port2]);
};
// As the real one does; only a wall looks whether it is still said.
const beat = setInterval(() => {
  const { health } = engine.world();
  if (asked.has('wallboard') && health) engine.push({ type: 'health', health: { ...health, at: Date.now() } });
}, 1_000);
window.stage = {
  engine,
  connect,
  tellTimeline,
  reports: reportControls,
  reviews: reviewControls,
  runs: runControls,
  handoffs: handoffControls,
  show: goToRun,
  putOnCall: () => engine.push({ type: 'on-call', onCall: madeOnCall(now) }),
  putShifts: () =>
    engine.push(
      { type: 'on-call', onCall: { ...madeOnCall(now), people: madePeople() } },
      { type: 'shifts', shifts: madeShifts(now) },
    ),
  hang: () => clearInterval(beat),
  lose: (reason) => window.postMessage({ type: 'engine-status', state: 'restarting', reason, log: [] }, '*'),
};
if (asked.get('engine') !== 'none') connect();
