// Whether the window is wide (look.md: from 1800 px it shows more, not larger), for what CSS cannot decide.
import { useSyncExternalStore } from 'react';

const query = '(min-width: 1800px)';

const subscribe = (listener: () => void): (() => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
