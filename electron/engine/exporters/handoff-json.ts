// A hand-over as JSON, so that anybody can verify it: what was frozen with its hash, what came afterwards, and a seal over all.
import type { HandoffView } from '../../contract/model/handoff.ts';
import { plain } from '../core/handoff-state.ts';
import { sealedParts } from '../core/handoff-writing.ts';
import { defineHandoffExporter, type HandoffSource } from './handoff-exporter.ts';
import { canonicalHash } from './handoff-seal.ts';

export const HANDOFF_FORMAT = 'handoff';
export const HANDOFF_FORMAT_VERSION = 1;

/** For whoever opens the file without us. */
const HOW = [
  'hash: SHA-256, hex, of the RFC 8785 form of `sealed` (briefing and words as they were when it was made ready); "" of a draft.',
  'The journal has it too: the entry behind the head that the outgoing signature names is of kind "handoff", event "ready", with this hash.',
  'seal: SHA-256, hex, of the RFC 8785 form of this document without `seal`.',
];

/** All of it but its seal. Pure. */
function unsealed({ view, exportedAt, exportedBy }: HandoffSource) {
  const { handoff, briefing, differences, head }: HandoffView = view;
  const sealed = sealedParts({ ...handoff, briefing });
  const { briefing: _briefing, ...rest } = handoff;
  // What people typed stands once, where the hash covers it.
  const afterwards = Object.fromEntries(Object.entries(rest).filter(([part]) => !Object.hasOwn(sealed.words, part)));
  return plain({
    watchfloor: HANDOFF_FORMAT,
    version: HANDOFF_FORMAT_VERSION,
    verify: HOW,
    exportedAt,
    exportedBy,
    handoff: { ...afterwards, differences },
    hash: handoff.hash,
    sealed,
    head,
  });
}

export const handoffJson = defineHandoffExporter({
  form: 'json',
  about: 'With hash, signatures and the head of the chain: to keep and to verify.',
  extension: 'json',
  type: 'application/json',
  isPrinted: false,
  *write(source) {
    const document = unsealed(source);
    yield;
    const seal = canonicalHash(document);
    yield;
    return `${JSON.stringify({ ...document, seal }, null, 1)}\n`;
  },
});
