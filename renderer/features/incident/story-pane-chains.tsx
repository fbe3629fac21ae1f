// Chains as the look's trace: a line down the gutter, from what is noticed to what stands behind it, each with its shape,
// its name, since when, and why the next one is there.
import { useMemo } from 'react';
import type { CheckId, HostId } from '../../../electron/contract/model/ids.ts';
import type { StoryChain, StoryLink } from '../../../electron/contract/model/story.ts';
import { useNowEvery } from '../../lib/now.ts';
import { duration, when } from '../../lib/time.ts';
import { isHandled } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { GLYPH_WORDS, Glyph, glyphOf } from '../../ui/glyph.tsx';

const SINGLES = 6;

export function StoryChains({ chains }: { readonly chains: readonly StoryChain[] }) {
  const drawn = chains.filter(({ links, behind }) => links.length > 1 || behind > 0);
  const alone = chains.filter((chain) => !drawn.includes(chain)).flatMap(({ links }) => links);
  const isLit = useLit();
  return (
    <div className="st-chains">
      {drawn.map((chain) => (
        <Chain key={keyOf(chain.links)} chain={chain} isLit={isLit} />
      ))}
      {alone.length > 0 && <Alone links={alone} isLit={isLit} others={drawn.length > 0} />}
    </div>
  );
}

const keyOf = (links: readonly StoryLink[]): string =>
  links.map(({ hostId, checkId }) => `${hostId} ${checkId}`).join();

type IsLit = (link: StoryLink) => boolean;

/** Whether nobody has it in hand: drawn filled, as everywhere. */
function useLit(): IsLit {
  const problems = useWorld((world) => world.problems);
  return useMemo(() => {
    const lit = new Set<CheckId | HostId>();
    for (const problem of problems.values()) {
      if (isHandled(problem)) continue;
      const aboutHost = problem.status === 'down' || problem.status === 'unreachable';
      lit.add(aboutHost ? problem.hostId : problem.checkId);
    }
    return ({ checkId, hostId, state }) => state !== 'ok' && lit.has(checkId ?? hostId);
  }, [problems]);
}

function Chain({ chain: { links, behind }, isLit }: { readonly chain: StoryChain; readonly isLit: IsLit }) {
  return (
    <ol className="st-chain">
      {links.map((link, place) => (
        <li key={`${link.hostId} ${link.checkId}`} className={place === links.length - 1 ? 'end' : undefined}>
          <LinkLine link={link} lit={isLit(link)} />
          {place === links.length - 1 && behind > 0 && (
            <span className="st-behind">
              {behind} {behind === 1 ? 'host' : 'hosts'} of this incident behind it
            </span>
          )}
          {link.because !== '' && <span className="st-why">{link.because}</span>}
        </li>
      ))}
    </ol>
  );
}

function LinkLine({ link, lit }: { readonly link: StoryLink; readonly lit: boolean }) {
  const { host, check, hostId, state, summary } = link;
  const known = useWorld((world) => world.hosts.has(hostId));
  return (
    <div className="st-link">
      <Glyph status={state} lit={lit} size={18} />
      {known ? (
        <button type="button" className="st-name" onClick={() => goTo({ screen: 'host', hostId })}>
          {host}
          {check && <em>{check}</em>}
        </button>
      ) : (
        <span className="st-name">
          {host}
          {check && <em>{check}</em>}
        </span>
      )}
      <Since link={link} />
      {summary !== '' && <p className="st-says">{summary}</p>}
    </div>
  );
}

function Since({ link: { state, since } }: { readonly link: StoryLink }) {
  const now = useNowEvery(10_000);
  return (
    <span className="st-since">
      {GLYPH_WORDS[glyphOf(state)].toLowerCase()} since{' '}
      <time dateTime={new Date(since).toISOString()}>{when(since, now)}</time>
      <u>{duration(now - since).replace(/\s\d\d\s(s|min)$/, '')}</u>
    </span>
  );
}

/** Problems that nothing known stands behind. */
function Alone({ links, isLit, others }: { links: readonly StoryLink[]; isLit: IsLit; others: boolean }) {
  const rest = links.length - SINGLES;
  return (
    <div className="st-alone">
      <h3>{others ? 'Nothing known stands behind these' : 'Nothing that is bad stands behind it'}</h3>
      <ul>
        {links.slice(0, SINGLES).map((link) => (
          <li key={`${link.hostId} ${link.checkId}`}>
            <LinkLine link={link} lit={isLit(link)} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="st-more">and {rest} more: they stand among the problems</p>}
    </div>
  );
}
