// The colours a canvas draws with, read from the style sheet as the theme has them now.

export interface FleetColours {
  readonly load: readonly [string, string, string];
  readonly stroke: Readonly<Record<string, string>>;
  readonly fill: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, string>>;
  readonly line: string;
  readonly quiet: string;
  readonly label: string;
  readonly name: string;
  readonly strong: string;
  readonly hand: string;
  readonly fontUi: string;
  readonly fontMono: string;
  readonly labelSize: number;
  readonly light: boolean;
}

const STATUSES = ['down', 'crit', 'warn', 'unkn', 'unre', 'main'] as const;

/** Reads the tokens. Call again after a change of theme or of width. */
export function readColours(): FleetColours {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const each = (suffix: string) => Object.fromEntries(STATUSES.map((name) => [name, token(`--st-${name}${suffix}`)]));
  return {
    load: [token('--cell-ok-1'), token('--cell-ok-2'), token('--cell-ok-3')],
    stroke: each(''),
    fill: each('-fill'),
    on: each('-on'),
    line: token('--line-3'),
    quiet: token('--line-2'),
    label: token('--text-3'),
    name: token('--text-2'),
    strong: token('--text-1'),
    hand: token('--hand'),
    fontUi: token('--font-ui'),
    fontMono: token('--font-mono'),
    labelSize: Number.parseFloat(style.fontSize) * 0.846,
    light: root.dataset.theme === 'light',
  };
}
