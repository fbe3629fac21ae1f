// Dark, light or night, and whether anything moves: chosen once, kept on this machine, told to the style sheets by
// attributes of the page.
import { create } from 'zustand';

export const THEMES = ['dark', 'light', 'night'] as const;
export type Theme = (typeof THEMES)[number];
/** 'system': as the operating system says. 'still': nothing fades and nothing breathes. */
export const MOTIONS = ['system', 'still'] as const;
export type Motion = (typeof MOTIONS)[number];

const THEME_KEY = 'watchfloor.theme';
const MOTION_KEY = 'watchfloor.motion';

interface Look {
  readonly theme: Theme;
  readonly motion: Motion;
}

export const useTheme = create<Look>()(() => ({ theme: 'dark', motion: 'system' }));

/** Takes up the look of last time. Call before the first paint. */
export function startTheme(): void {
  const theme = localStorage.getItem(THEME_KEY);
  const motion = localStorage.getItem(MOTION_KEY);
  show({
    theme: THEMES.find((each) => each === theme) ?? 'dark',
    motion: MOTIONS.find((each) => each === motion) ?? 'system',
  });
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(THEME_KEY, theme);
  show({ ...useTheme.getState(), theme });
}

export function setMotion(motion: Motion): void {
  localStorage.setItem(MOTION_KEY, motion);
  show({ ...useTheme.getState(), motion });
}

/** Dark, light, night, and round again. */
export function nextTheme(): void {
  const { theme } = useTheme.getState();
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'dark');
}

function show(look: Look): void {
  document.documentElement.dataset.theme = look.theme;
  document.documentElement.dataset.motion = look.motion;
  nameGround();
  useTheme.setState(look);
}

/** The main process reads here what colour the window has behind the page (electron/main/window.ts), so that nothing flashes. */
function nameGround(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--ink-1').trim();
  const known = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]');
  const meta = known ?? document.head.appendChild(document.createElement('meta'));
  meta.name = 'theme-color';
  meta.content = ground;
}
