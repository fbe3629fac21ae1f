// What stands behind an incident: chains from what is noticed up to where it ends, then who is suspected and why, then what
// could not be looked at.
import { RotateCw } from 'lucide-react';
import type { Incident } from '../../../electron/contract/model/incident.ts';
import type { Story } from '../../../electron/contract/model/story.ts';
import { useNowEvery } from '../../lib/now.ts';
import { when } from '../../lib/time.ts';
import { StoryChains } from './story-pane-chains.tsx';
import { type StoryNow, useStory } from './story-pane-data.ts';
import { StorySuspects } from './story-pane-suspects.tsx';
import './story-pane.css';

export function StoryPane({ incident }: { readonly incident: Incident }) {
  const { story, failure, again } = useStory(incident);
  return (
    <section className="story" aria-label="Dependency story" aria-busy={story === null && failure === null}>
      <StoryHead story={story} again={again} />
      {failure !== null && <StoryFailure failure={failure} isOld={story !== null} again={again} />}
      {story === null && failure === null && <StorySkeleton />}
      {story && (
        <>
          <StoryChains chains={story.chains} />
          <StorySuspects incident={incident} suspects={story.suspects} />
          {story.blind.length > 0 && <Blind blind={story.blind} />}
        </>
      )}
    </section>
  );
}

function StoryHead({ story, again }: Pick<StoryNow, 'story' | 'again'>) {
  const now = useNowEvery(60_000);
  return (
    <div className="ph">
      <h2>What stands behind it</h2>
      {story && (
        <span className="phr">
          <span className="sub">as of {when(story.asOf, now)}</span>
          <button type="button" className="btn icon" aria-label="Look again" title="Look again" onClick={again}>
            <RotateCw className="ic" aria-hidden="true" />
          </button>
        </span>
      )}
    </div>
  );
}

function StoryFailure({ failure, isOld, again }: { failure: string; isOld: boolean; again: () => void }) {
  return (
    <div className="err" role="alert">
      <span aria-hidden="true">!</span>
      <div>
        <b>The story could not be told.</b>
        <p>
          {failure} {isOld && 'What is shown is the last one. '}The timeline and the problems are not touched by it.
        </p>
      </div>
      <button type="button" className="btn" onClick={again}>
        Look again
      </button>
    </div>
  );
}

function StorySkeleton() {
  return (
    <div className="st-skel">
      {['62%', '48%', '70%', '40%'].map((width) => (
        <div key={width} className="skel" style={{ width }} />
      ))}
    </div>
  );
}

/** Silence must not be taken for "nothing happened". */
function Blind({ blind }: Pick<Story, 'blind'>) {
  return (
    <div className="st-blind">
      <h3>Not known</h3>
      <ul>
        {blind.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}
