// A delivery with its message: asked for once it rests in front, and again when its state has changed.
import { useEffect, useState } from 'react';
import type { Delivery, Notice } from '../../../../electron/contract/model/notice.ts';
import { engine } from '../../../link/client.ts';

export interface Asked {
  readonly found: { readonly delivery: Delivery; readonly notice: Notice } | null;
  readonly failure: string | null;
}

const ASKING: Asked = { found: null, failure: null };
/** Keys that run down a list ask for nothing, ms. */
const REST_MS = 150;

/** `version` is any word that changes with the delivery. */
export function useMessage(deliveryId: string | null, version = ''): Asked {
  const [asked, setAsked] = useState(ASKING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is asked for anew
  useEffect(() => {
    if (deliveryId === null) return;
    let open = true;
    const timer = setTimeout(() => {
      engine()
        .alerts.delivery({ deliveryId })
        .then(
          (found) => open && setAsked({ found, failure: null }),
          (error) => open && setAsked({ found: null, failure: error instanceof Error ? error.message : String(error) }),
        );
    }, REST_MS);
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [deliveryId, version]);
  return asked.found && asked.found.delivery.id !== deliveryId ? ASKING : asked;
}
