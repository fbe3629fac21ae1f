// The registry of inbound formats: one line each.
import type { InboundFormat } from './format.ts';

export const inboundFormats: readonly InboundFormat[] = [];
