// The engine without a window: a live table on a terminal, one line per event otherwise, as JSON where it is wanted.

import type { CheckState } from '../contract/model/state.ts';
import type { LiveMessage, WorldEvent } from '../contract/model/world.ts';
import { createHappenings, happeningText } from './live-events.ts';
import type { LiveFeed } from './services/live-feed.ts';

const GLYPH = { ok: ' ', pending: 'P', warning: 'W', critical: 'C', unknown: '?' } as const;
const WORST = ['critical', 'unknown', 'warning', 'pending', 'ok'] as const;
const REDRAW_MS = 500;

interface Output {
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
  write(text: string): unknown;
  once(event: 'drain', listener: () => void): unknown;
}

/** Draws until `signal` aborts. `json`: one object a line, whatever the output is. */
export async function showStatus(
  feed: LiveFeed,
  output: Output,
  signal: AbortSignal,
  { json = false }: { readonly json?: boolean } = {},
): Promise<void> {
  if (json || !output.isTTY) return writeLines(feed, output, signal, json);
  const table = createTable();
  let drawnAt = 0;
  for await (const message of feed.subscribe(signal)) {
    table.take(message);
    if (message.at - drawnAt < REDRAW_MS) continue;
    drawnAt = message.at;
    output.write(`\u001b[H\u001b[J${table.draw(output.rows ?? 24, output.columns ?? 80, message.at)}`);
  }
  output.write('\r\n');
}

async function writeLines(feed: LiveFeed, output: Output, signal: AbortSignal, json: boolean): Promise<void> {
  const happenings = createHappenings();
  for await (const message of feed.subscribe(signal)) {
    const at = new Date(message.at).toISOString();
    for (const one of happenings(message)) {
      const line = json ? JSON.stringify({ at, ...one }) : `${at} ${happeningText(one)}`;
      if (output.write(`${line}\n`) === false) await drained(output, signal);
    }
  }
}

/** A reader that does not read is waited for: the feed starts over for it then, and nothing piles up here. */
const drained = (output: Output, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    output.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

function createTable() {
  const hosts = new Map<string, { name: string; reach: string }>();
  const checks = new Map<string, { name: string; hostId: string; kind: string }>();
  const states = new Map<string, CheckState>();
  let health = { lagMs: 0, resultsPerSecond: 0, troubles: [] as readonly { message: string }[] };

  const apply = (event: WorldEvent): void => {
    if (event.type === 'host')
      hosts.set(event.host.id, { name: event.host.name, reach: hosts.get(event.host.id)?.reach ?? 'pending' });
    else if (event.type === 'host-removed') hosts.delete(event.hostId);
    else if (event.type === 'check') checks.set(event.check.id, event.check);
    else if (event.type === 'check-removed') {
      checks.delete(event.checkId);
      states.delete(event.checkId);
    } else if (event.type === 'check-state') states.set(event.state.checkId, event.state);
    else if (event.type === 'host-state') {
      const host = hosts.get(event.state.hostId);
      if (host) host.reach = event.state.reach;
    } else if (event.type === 'health') health = event.health;
  };

  return {
    take(message: LiveMessage): void {
      if (message.type === 'push') for (const event of message.events) apply(event);
      else {
        const { world } = message;
        for (const host of world.hosts) apply({ type: 'host', host });
        for (const check of world.checks) apply({ type: 'check', check });
        for (const state of world.checkStates) apply({ type: 'check-state', state });
        for (const state of world.hostStates) apply({ type: 'host-state', state });
        apply({ type: 'health', health: world.health });
      }
    },
    draw(rows: number, columns: number, at: number): string {
      const sorted = [...states.values()].sort((a, b) => WORST.indexOf(a.status) - WORST.indexOf(b.status));
      const bad = sorted.filter((state) => state.status !== 'ok' && state.status !== 'pending').length;
      const down = [...hosts.values()].filter((host) => host.reach === 'down' || host.reach === 'unreachable').length;
      const head = `Watchfloor ${new Date(at).toISOString()}  ${hosts.size} hosts, ${down} not up  ${checks.size} checks, ${bad} not ok  lag ${health.lagMs} ms at ${health.resultsPerSecond} checks/s  Ctrl C ends`;
      const troubles = health.troubles.map((trouble) => `! ${trouble.message}`);
      const lines = sorted.slice(0, Math.max(0, rows - 4 - troubles.length)).map((state) => {
        const host = hosts.get(state.hostId);
        const place = `${GLYPH[state.status]} ${state.type === 'hard' ? 'H' : 'S'}${state.attempt}`;
        return row(place, host?.name ?? '', host?.reach ?? '', checks.get(state.checkId)?.name ?? '', state.summary);
      });
      return [head, ...troubles, '', row('', 'Host', 'is', 'Check', 'Last result'), ...lines]
        .map((line) => line.slice(0, columns))
        .join('\r\n');
    },
  };
}

const row = (place: string, host: string, reach: string, check: string, summary: string): string =>
  `${place.padEnd(5)} ${host.padEnd(24)} ${reach.padEnd(11)} ${check.padEnd(14)} ${summary}`;
