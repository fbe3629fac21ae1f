// The one registry of keys. A screen lays its bindings down while it is shown; the listener, the key bar, the palette
// and the help all read from here, so that what is shown is what works.
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';
import type { KeyBinding } from '../lib/keys.ts';

export interface KeyLayer {
  /** Where these keys work, as a heading: "Watch", "Everywhere". */
  readonly scope: string;
  readonly bindings: readonly KeyBinding[];
  /** The thing the keys act on, drawn at the left of the key bar. */
  readonly subject: ReactNode;
  /** 'base' lies below every other layer, 'alarm' above, whenever it was laid down. */
  readonly level: Level;
}

type Level = 'base' | 'screen' | 'alarm';

interface Registry {
  readonly layers: readonly KeyLayer[];
}

export const useKeyLayers = create<Registry>()(() => ({ layers: [] }));

/**
 * Lays `bindings` over what is there while the calling component is mounted. Later layers win. `subject` names the
 * selected thing on the key bar; a change of it must come with a new `subjectKey`.
 */
export function useKeys(
  scope: string,
  bindings: readonly KeyBinding[],
  subject: ReactNode = null,
  subjectKey = '',
): void {
  useLayer(scope, bindings, subject, subjectKey, 'screen');
}

/** The keys that work everywhere, below those of any screen. */
export function useBaseKeys(scope: string, bindings: readonly KeyBinding[]): void {
  useLayer(scope, bindings, null, '', 'base');
}

/** Keys that count above those of any screen: what an alarm asks for is the same everywhere. Lay them down only while it is on. */
export function useAlarmKeys(scope: string, bindings: readonly KeyBinding[]): void {
  useLayer(scope, bindings, null, '', 'alarm');
}

/** A layer that changes keeps its place; a new one goes on top of its level. */
function replaced(layers: readonly KeyLayer[], previous: KeyLayer | null, next: KeyLayer): readonly KeyLayer[] {
  if (previous && layers.includes(previous)) return layers.map((layer) => (layer === previous ? next : layer));
  if (next.level === 'base') return [next, ...layers];
  const alarm = layers.filter(({ level }) => level === 'alarm');
  const below = layers.filter(({ level }) => level !== 'alarm');
  return next.level === 'alarm' ? [...layers, next] : [...below, next, ...alarm];
}

function useLayer(
  scope: string,
  bindings: readonly KeyBinding[],
  subject: ReactNode,
  subjectKey: string,
  level: Level,
): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const shown = useRef(subject);
  shown.current = subject;
  // Handlers change with every draw; the registry only when what it shows changes.
  const face = `${subjectKey}|${bindings.map((b) => `${b.keys.join(',')}:${b.label}:${b.bar ?? ''}:${b.off ?? false}`).join('|')}`;
  const layer = useRef<KeyLayer | null>(null);
  // Before the screen is painted: whoever sees it may press its keys.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `face` stands for bindings and subject
  useLayoutEffect(() => {
    const previous = layer.current;
    const next: KeyLayer = {
      scope,
      subject: shown.current,
      level,
      bindings: latest.current.map((binding, index) => ({
        ...binding,
        run: () => latest.current[index]?.run(),
      })),
    };
    layer.current = next;
    useKeyLayers.setState(({ layers }) => ({
      layers: replaced(layers, previous, next),
    }));
  }, [scope, face, level]);
  useLayoutEffect(
    () => () => {
      const gone = layer.current;
      layer.current = null;
      useKeyLayers.setState(({ layers }) => ({ layers: layers.filter((each) => each !== gone) }));
    },
    [],
  );
}
