// The identity of a runbook: SHA-256 of the canonical JSON (RFC 8785) of what was parsed. Comments, order of keys, quotes and
// indentation do not change it; a value does.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Runbook } from '../../contract/model/runbook.ts';

export const hashOf = (runbook: Runbook): string => hash('sha256', canonicalize(runbook) ?? '', 'hex');
