// Keys, pure: how a stroke is named, and which binding it means. Sequences ("g w") are two strokes within a moment.

export interface KeyBinding {
  /** Ways to press it, the first is the one shown: 'a', 'g w', 'Ctrl+K', 'Shift+ArrowDown'. */
  readonly keys: readonly string[];
  /** What it does, one or two words: "Acknowledge". */
  readonly label: string;
  readonly run: () => void;
  /** On the key bar: 'first' is the likely one, 'always' stays, 'roomy' leaves first when it gets narrow. */
  readonly bar?: 'first' | 'always' | 'roomy';
  /** Shown but of no use now (nothing selected): the stroke does nothing. */
  readonly off?: boolean;
  /** Also while typing in a field and while a dialog is open: only for Ctrl combinations. */
  readonly everywhere?: boolean;
  /** Not offered in the palette: moves, not commands. */
  readonly move?: boolean;
}

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How long the second key of a sequence may take, milliseconds. */
export const SEQUENCE_MS = 1_500;

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead', 'Process']);

/** The name of a stroke; null for a modifier alone. Ctrl and Command are one; Shift counts only for keys without a glyph. */
export function strokeName(stroke: Stroke): string | null {
  if (MODIFIERS.has(stroke.key)) return null;
  const printable = stroke.key.length === 1;
  const command = stroke.ctrlKey || stroke.metaKey;
  const key = stroke.key === ' ' ? 'Space' : printable && command ? stroke.key.toUpperCase() : stroke.key;
  const shift = stroke.shiftKey && (!printable || command || key === 'Space');
  return `${command ? 'Ctrl+' : ''}${stroke.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

export type KeyMatch =
  | { readonly type: 'run'; readonly binding: KeyBinding }
  | { readonly type: 'wait'; readonly prefix: string }
  | { readonly type: 'none' };

/** What `name` means after `prefix` (the first key of a sequence, or null). Later layers of `layers` win. */
export function matchKey(layers: readonly (readonly KeyBinding[])[], prefix: string | null, name: string): KeyMatch {
  const wanted = prefix === null ? name : `${prefix} ${name}`;
  let waits = false;
  for (const layer of layers.toReversed()) {
    for (const binding of layer) {
      if (binding.keys.includes(wanted)) return binding.off ? { type: 'none' } : { type: 'run', binding };
      waits ||= binding.keys.some((keys) => keys.startsWith(`${wanted} `));
    }
  }
  return waits ? { type: 'wait', prefix: wanted } : { type: 'none' };
}
