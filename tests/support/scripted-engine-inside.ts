// The scripted engine about itself: figures of a quiet night, settings that are kept while the test runs.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { AlarmLoad } from '../../electron/contract/model/alarm-load.ts';
import type { EngineDetails } from '../../electron/contract/model/engine-details.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import type { Stage } from './scripted-engine-inventory.ts';

/** Who signed in at a desk. */
function sittingAt(desk: string, stage: Stage): string | undefined {
  const { shifts, onCall } = stage.world();
  const personId = shifts.desks.find(({ user }) => user === desk)?.personId;
  return onCall.people.find(({ id }) => id === personId)?.name;
}

/** What the settings hold at first, as far as it is not the usual. Set before the engine is made. */
export const settingsControls: { holds: unknown } = { holds: {} };

export function engineHandlers(stage: Stage) {
  const os = implement(contract).engine;
  let kept = settings.parse(settingsControls.holds);
  let hasToken = false;
  return {
    about: os.about.handler(() => ({
      operator: sittingAt('mokafor', stage) ?? 'M. Okafor',
      desk: 'mokafor',
      version: '0.1.0',
      node: '24.21.0',
      sqlite: '3.50.4',
      platform: 'linux x64',
      dataFolder: '~/.local/share/watchfloor',
      pinger: 'fping',
      secrets: 'vault',
    })),
    unlockVault: os.unlockVault.handler(({ input }) => stage.heard('unlockVault', input)),
    details: os.details.handler(() => detailsOf(stage)),
    log: os.log.handler(({ input }) =>
      input.after > 0 ? [] : [{ seq: 1, at: stage.clock(), level: 'info' as const, text: 'engine started' }],
    ),
    settings: os.settings.handler(() => kept),
    changeSettings: os.changeSettings.handler(({ input }) => {
      stage.heard('changeSettings', input);
      kept = input;
      return input;
    }),
    inbound: os.inbound.handler(() => ({
      enabled: kept.inbound.enabled,
      address: kept.inbound.enabled ? `http://${kept.inbound.address}:${kept.inbound.port}` : null,
      trouble: null,
      hasToken,
      formats: FORMATS,
      accepted: kept.inbound.enabled ? 1_284 : 0,
      refused: kept.inbound.enabled ? 2 : 0,
      refusals: kept.inbound.enabled
        ? [{ at: stage.clock() - 240_000, format: 'grafana', why: 'The token is not the one that was made last.' }]
        : [],
      lastAt: kept.inbound.enabled ? stage.clock() - 12_000 : null,
    })),
    newInboundToken: os.newInboundToken.handler(() => {
      stage.heard('newInboundToken', {});
      hasToken = true;
      return { token: 'wf_4b1f0c2d9e8a7b6c5d4e3f2a1b0c9d8e' };
    }),
    backUp: os.backUp.handler(() => {
      stage.heard('backUp', {});
      return { file: 'watchfloor-20261122-0300.db', at: stage.clock(), bytes: 1_204_224 };
    }),
  };
}

const FORMATS = [
  { format: 'alertmanager', title: 'Alertmanager', path: '/v1/alertmanager', about: 'Webhook receiver, version 4.' },
  { format: 'grafana', title: 'Grafana', path: '/v1/grafana', about: 'Contact point of the kind webhook.' },
  { format: 'json', title: 'Plain JSON', path: '/v1/alerts', about: 'One object, or a list of them.' },
];

function detailsOf(stage: Stage): EngineDetails {
  const now = stage.clock();
  const { checks, health } = stage.world();
  const past = Array.from({ length: 360 }, (_, step) => ({
    at: now - (360 - step) * 10_000,
    lagMs: 2 + (step % 7),
    resultsPerSecond: 40 + (step % 11),
    running: step % 3,
    queued: 0,
    cpuPercent: 4 + (step % 5) / 2,
    rssBytes: 96_000_000 + step * 10_000,
  }));
  const slow = [...checks.values()].slice(0, 20).map((check, rank) => ({
    checkId: check.id,
    durationMs: 4_000 / (rank + 1),
    intervalMs: check.policy.intervalMs,
    timeoutMs: check.policy.timeoutMs,
    status: 'ok' as const,
    at: now - rank * 1_000,
  }));
  const kinds = [...new Set([...checks.values()].map((check) => check.kind))].map((kind) => ({
    kind,
    checks: [...checks.values()].filter((check) => check.kind === kind).length,
    running: 0,
    perSecond: 4,
    meanMs: 12,
    worstMs: 480,
  }));
  return {
    at: now,
    startedAt: health?.startedAt ?? now,
    pid: 4_711,
    past,
    kinds,
    slow,
    databaseBytes: health?.databaseBytes ?? 0,
    samplesBytes: health?.samplesBytes ?? 0,
    journalEntries: 12_408,
    diskFreeBytes: 48_000_000_000,
    backups: [{ file: 'watchfloor-20261121-0300.db', at: now - 86_400_000, bytes: 1_204_224 }],
  };
}

const fine = (goal: number, unit: string) => ({ value: 0, goal, unit, verdict: 'good' as const, advice: '' });

/** A period without a single alert. */
export const quietLoad = (from: number, to: number): AlarmLoad => ({
  from,
  to,
  provisional: true,
  operators: 1,
  alerts: 0,
  perHour: fine(6, '/h'),
  peakTenMinutes: fine(10, ''),
  floodTime: fine(1, '%'),
  floods: [],
  chattering: fine(0, ''),
  chatteringSources: [],
  stale: fine(5, ''),
  staleProblems: [],
  topTen: fine(5, '%'),
  topSources: [],
  bySeverity: [0, 0, 0, 0],
  priorities: fine(80, '%'),
  slots: { startsAt: [], alerts: [], widthMs: 600_000 },
});
