// What each call of the contract's incidents brings, parsed.
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { z } from 'zod';
import type { incidents } from '../../../contract/api/incidents.ts';

type Calls = typeof incidents;
/** The input of a call behind the door: defaults are in it. */
export type ContractInput<Name extends keyof Calls> = Calls[Name] extends { '~orpc': { inputSchema?: infer Schema } }
  ? Schema extends z.ZodType
    ? z.output<Schema>
    : never
  : never;
export type ContractOutput<Name extends keyof Calls> = InferContractRouterOutputs<Calls>[Name];
export type ContractDraft<Name extends keyof Calls> = InferContractRouterInputs<Calls>[Name];
