// Who or what keeps this host silent, now and within a day: planned work and mutes, of the host or of one of its checks.
import { useNow } from '../../lib/now.ts';
import { clockShort, day, duration } from '../../lib/time.ts';
import { untilWords } from '../../store/problem-words.ts';
import { goTo, type Route } from '../../store/route.ts';
import { coversCheck, coversHost } from '../../store/silences.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { HostView } from './use-host.ts';

const DAY = 86_400_000;

interface Line {
  readonly key: string;
  readonly words: string;
  readonly by: string;
  readonly route: Route;
}

export function SilenceLines({ view }: { readonly view: HostView }) {
  const now = useNow();
  const lines = useLines(view, now);
  if (lines.length === 0) return null;
  return (
    <ul className="silences" aria-label="What keeps it silent">
      {lines.map(({ key, words, by, route }) => (
        <li key={key}>
          <Glyph status="maintenance" size={16} quiet />
          <button type="button" onClick={() => goTo(route)}>
            {words}
            <span className="hand">{by}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useLines({ host, checks }: HostView, now: number): readonly Line[] {
  const windows = useWorld((world) => world.windows);
  const mutes = useWorld((world) => world.mutes);
  /** '' for the whole host, the names of its checks otherwise; null when it is not covered. */
  const partOf = (scope: Parameters<typeof coversHost>[0]): string | null => {
    if (coversHost(scope, host)) return '';
    const own = checks.filter(({ id }) => coversCheck(scope, undefined, id)).map(({ name }) => name);
    return own.length === 0 ? null : ` (${own.join(', ')})`;
  };
  const planned = windows.flatMap(({ window, current, next }): readonly Line[] => {
    const part = partOf(window.scope);
    const one = current ?? (next && next.from - now < DAY ? next : null);
    if (part === null || one === null) return [];
    const name = `'${[window.name, window.change].filter(Boolean).join(' ')}'${part}`;
    const begins = Math.floor(one.from / DAY) === Math.floor(now / DAY) ? '' : `${day(one.from)} `;
    const words =
      one.state === 'active'
        ? `In maintenance: ${name} ${untilWords(one.to, now)}`
        : one.state === 'waiting'
          ? `Maintenance ${name} waits for its first problem ${untilWords(one.to, now)}`
          : `Maintenance ${name} begins ${begins}${clockShort(one.from)} (in ${duration(one.from - now)})`;
    return [{ key: `${window.id}`, words, by: window.by, route: { screen: 'maintenance', windowId: window.id } }];
  });
  const muted = mutes.flatMap((mute): readonly Line[] => {
    const part = partOf(mute.scope);
    if (part === null) return [];
    const why = mute.reason === '' ? '' : `: ${mute.reason}`;
    const words = `Muted${part} ${untilWords(mute.until, now)}${why}`;
    return [{ key: mute.id, words, by: mute.by, route: { screen: 'maintenance', muteId: mute.id } }];
  });
  return [...planned, ...muted];
}
