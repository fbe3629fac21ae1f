// Characters that have no business in a runbook: those that end a text early, steer a terminal, or make it read otherwise than
// it runs ("trojan source", CVE-2021-42574). An operator confirms what is seen, so nothing may be unseen.
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { type Places, textsOf } from './places.ts';

const CONTROLS = /(?![\n\t])\p{Cc}/u;
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

export function textFindings(places: Places): readonly RunbookFinding[] {
  const findings: RunbookFinding[] = [];
  for (const { path, text } of textsOf(places.root)) {
    const what = faultOf(text);
    if (what) findings.push(places.finding('error', 'hidden-character', { path }, what));
  }
  return findings;
}

function faultOf(text: string): string | null {
  const [unseen] = INVISIBLE.exec(text) ?? CONTROLS.exec(text) ?? [];
  if (unseen !== undefined) {
    const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds U+${code}, a character that nobody sees: what is read would not be what runs; take it out`;
  }
  return text.isWellFormed() ? null : 'holds half a character (a lone surrogate): take it out';
}
