// A keycap: how a control says which key presses it.
import { Fragment } from 'react';

/** `keys` as in the registry: 'a', 'g w' (one after the other), 'Ctrl+K' (together). */
export function Keycap({ keys, className }: { readonly keys: string; readonly className?: string }) {
  const caps = keys.split(' ').map((key) => faceOf(key));
  return (
    <>
      {caps.map((face, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may repeat a key, its order never changes
        <Fragment key={index}>
          <kbd className={className}>{face}</kbd>
        </Fragment>
      ))}
    </>
  );
}

const KEY_FACES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** 'Ctrl+Shift+Enter' → "Ctrl Shift Enter"; a plus that is the key itself stays. */
const faceOf = (key: string): string =>
  key
    .split(/(?<=.)\+/)
    .map((part) => KEY_FACES[part] ?? part)
    .join(' ');
