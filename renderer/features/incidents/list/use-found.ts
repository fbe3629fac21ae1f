// What the words typed in the filter find anywhere: in incidents, notes and outputs. Asked a moment after the last letter.
import { useEffect, useState } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { engine } from '../../../link/client.ts';

/** Typing rests this long before anything is asked. */
const REST_MS = 150;
/** Hits asked for, and incidents fetched of them. */
const HITS = 200;
const FETCHED = 50;

export interface Found {
  /** The text it answers; '' before the first answer. */
  readonly text: string;
  /** Best first; over or not. */
  readonly incidents: readonly Incident[];
  readonly failure: string | null;
}

const NOTHING: Found = { text: '', incidents: [], failure: null };

export function useFound(text: string): Found {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    if (text === '') return setFound(NOTHING);
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await find(text);
      if (wanted) setFound(answer);
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text]);
  return found;
}

async function find(text: string): Promise<Found> {
  try {
    const hits = await engine().incidents.search({ text, limit: HITS });
    const ids = [...new Set<IncidentId>(hits.map(({ incidentId }) => incidentId))].slice(0, FETCHED);
    const incidents = await Promise.all(ids.map((incident) => engine().incidents.get({ incident })));
    return { text, incidents, failure: null };
  } catch (error) {
    return { text, incidents: [], failure: error instanceof Error ? error.message : String(error) };
  }
}
