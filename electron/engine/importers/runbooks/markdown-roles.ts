// What a section of a runbook is for, by its heading.

/** 'reference': links, history, contacts: to look up, nothing to do. */
export type SectionRole = 'meaning' | 'impact' | 'reference' | 'steps';

const MEANING =
  /^(?:(?:alert |incident |problem )?(?:meaning|summary|description|overview|background|purpose|explanation|context|introduction|symptoms?)|about(?: this (?:alert|runbook|document))?|intro|full context|what (?:is this|is it|does (?:this|it) mean|happened)|why (?:this|it) (?:matters|happens|fires)|when (?:this|it) (?:fires|triggers)|abstract|tl;?dr|goal|objective|scope)$/;
const IMPACT =
  /^(?:(?:business |customer |user |service |potential )?(?:impact|consequences?|effects?)|severity|blast radius|risks?)$/;
const REFERENCE =
  /^(?:(?:useful |external |quick |related )?(?:references?|links?|resources?|reading|documents?|documentation|runbooks?|alerts?|dashboards?|metrics|incidents?|tickets?)|see also|(?:document |revision |version |change )?history|change ?log|revisions?|(?:emergency |escalation )?contacts?|owners?(?:hip)?|authors?|maintainers?|glossary|terms|definitions|further reading|additional (?:resources|information|reading|notes)|more information|metadata|(?:table of )?contents?|toc|appendix.*|licen[cs]e|credits|acknowledge?ments)$/;

export function roleOf(heading: string): SectionRole | null {
  const words = heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N};? ]+/gu, ' ')
    .replaceAll(/\?|^\s*[\d.]+\s/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (MEANING.test(words)) return 'meaning';
  if (IMPACT.test(words)) return 'impact';
  return REFERENCE.test(words) ? 'reference' : null;
}
