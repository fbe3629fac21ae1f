// The story of an incident as the engine tells it: asked again when what it is about changes, never by the second.
import { useRef } from 'react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { Story } from '../../../electron/contract/model/story.ts';
import { engine } from '../../link/client.ts';
import { useAsked } from '../../link/use-asked.ts';
import { useWorld } from '../../store/world.ts';

export interface StoryNow {
  /** The last one that came; null before the first. It stays while another is on its way, or could not be had. */
  readonly story: Story | null;
  /** Why there is no newer one; null while all is well. */
  readonly failure: string | null;
  readonly again: () => void;
}

/** A storm of problems rests this long before the story is asked for again. */
const REST_MS = 400;

export function useStory(incident: Incident): StoryNow {
  const line = useWorld((world) => `${world.engineId} ${world.link}`);
  const [asked, again] = useAsked(
    `${incident.id} ${line} ${versionOf(incident)}`,
    () => engine().incidents.story({ incidentId: incident.id }),
    REST_MS,
  );
  const last = useRef<{ readonly id: string; readonly story: Story } | null>(null);
  if (asked.type === 'ready') last.current = { id: incident.id, story: asked.value };
  const story = last.current?.id === incident.id ? last.current.story : null;
  return { story, failure: asked.type === 'failed' ? asked.reason : null, again };
}

/** What a story depends on of the incident itself: its problems, how they stand, and whether it is over. */
export const versionOf = ({ status, problems, rootHostId }: Incident): string =>
  `${status} ${rootHostId ?? ''} ${problems.map(({ problemId, status, closedAt }) => `${problemId}${status}${closedAt ?? ''}`).join()}`;
