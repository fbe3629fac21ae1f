// What canvas cannot learn from a style sheet: that the theme changed. One observer for all charts.

const listeners = new Set<() => void>();
let observer: MutationObserver | null = null;

/** Calls `listener` after each change of theme; the returned function ends it. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const each of listeners) each();
    });
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}
