// Dark, light or night: chosen once, kept on this machine, told to the style sheets by one attribute.
import { create } from 'zustand';

export const THEMES = ['dark', 'light', 'night'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'watchfloor.theme';

export const useTheme = create<{ readonly theme: Theme }>()(() => ({ theme: 'dark' }));

/** Takes up the theme of last time. Call before the first paint. */
export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  show(THEMES.find((theme) => theme === kept) ?? 'dark');
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  show(theme);
}

/** Dark, light, night, and round again. */
export function nextTheme(): void {
  const { theme } = useTheme.getState();
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'dark');
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  useTheme.setState({ theme });
}
