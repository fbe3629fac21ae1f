// The builder every procedure of the contract starts from.
import { oc } from '@orpc/contract';
import { errors } from './errors.ts';

export const procedure = oc.errors(errors);
