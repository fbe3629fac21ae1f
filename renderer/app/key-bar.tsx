// The key bar: the selected thing at the left, what can be done with it at the right, the likely thing first.

import { useNow } from '../lib/now.ts';
import { useKeyLayers } from '../store/keys.ts';
import { saidForMs, useSaying } from '../store/say.ts';
import { Keycap } from '../ui/keycap.tsx';

export function KeyBar() {
  const layers = useKeyLayers((state) => state.layers);
  const subject = layers.findLast((layer) => layer.subject !== null)?.subject ?? null;
  const shown = layers
    .toReversed()
    .flatMap(({ bindings }) => bindings.filter((binding) => binding.bar && !binding.off));
  return (
    <footer className="keys">
      <div className="kl">
        <Said />
        {subject}
      </div>
      <div className="ki">
        {shown.map((binding) => (
          <button
            type="button"
            tabIndex={-1}
            key={binding.keys.join()}
            className={binding.bar === 'first' ? 'pri' : binding.bar === 'roomy' ? 'opt' : undefined}
            onClick={binding.run}
          >
            <Keycap keys={faces(binding.keys, binding.move)} />
            {binding.label}
          </button>
        ))}
      </div>
    </footer>
  );
}

/** What the last action came to, for a moment, before the selected thing. */
function Said() {
  const saying = useSaying((state) => state.saying);
  const now = useNow();
  const shown = saying !== null && now - saying.at < saidForMs(saying) ? saying : null;
  return (
    <span className={shown?.bad ? 'said bad' : 'said'} role="status">
      {shown?.text}
    </span>
  );
}

/** A move shows both its directions ("j k"), everything else its first key. */
const faces = (keys: readonly string[], move = false): string => (move ? keys.slice(0, 2).join(' ') : (keys[0] ?? ''));
