// The one registry of keys. A screen lays its bindings down while it is shown; the listener, the key bar, the palette
// and the help all read from here, so that what is shown is what works.
import { type ReactNode, useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { KeyBinding } from '../lib/keys.ts';

export interface KeyLayer {
  /** Where these keys work, as a heading: "Watch", "Everywhere". */
  readonly scope: string;
  readonly bindings: readonly KeyBinding[];
  /** The thing the keys act on, drawn at the left of the key bar. */
  readonly subject: ReactNode;
  /** Lies below every other layer, whenever it was laid down. */
  readonly base: boolean;
}

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
  useLayer(scope, bindings, subject, subjectKey, false);
}

/** The keys that work everywhere, below those of any screen. */
export function useBaseKeys(scope: string, bindings: readonly KeyBinding[]): void {
  useLayer(scope, bindings, null, '', true);
}

/** A layer that changes keeps its place; a new one goes on top, the base below all. */
function replaced(layers: readonly KeyLayer[], previous: KeyLayer | null, next: KeyLayer): readonly KeyLayer[] {
  if (previous && layers.includes(previous)) return layers.map((layer) => (layer === previous ? next : layer));
  return next.base ? [next, ...layers] : [...layers, next];
}

function useLayer(
  scope: string,
  bindings: readonly KeyBinding[],
  subject: ReactNode,
  subjectKey: string,
  base: boolean,
): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const shown = useRef(subject);
  shown.current = subject;
  // Handlers change with every draw; the registry only when what it shows changes.
  const face = `${subjectKey}|${bindings.map((b) => `${b.keys.join(',')}:${b.label}:${b.bar ?? ''}:${b.off ?? false}`).join('|')}`;
  const layer = useRef<KeyLayer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `face` stands for bindings and subject
  useEffect(() => {
    const previous = layer.current;
    const next: KeyLayer = {
      scope,
      subject: shown.current,
      base,
      bindings: latest.current.map((binding, index) => ({
        ...binding,
        run: () => latest.current[index]?.run(),
      })),
    };
    layer.current = next;
    useKeyLayers.setState(({ layers }) => ({
      layers: replaced(layers, previous, next),
    }));
  }, [scope, face, base]);
  useEffect(
    () => () => {
      const gone = layer.current;
      layer.current = null;
      useKeyLayers.setState(({ layers }) => ({ layers: layers.filter((each) => each !== gone) }));
    },
    [],
  );
}
