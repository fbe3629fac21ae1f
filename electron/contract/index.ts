// The contract: every call that crosses a process border. The engine implements it, the clients are derived from it.
import type { ContractRouterClient } from '@orpc/contract';
import { engine } from './api/engine.ts';
import { history } from './api/history.ts';
import { inventory } from './api/inventory.ts';
import { live } from './api/live.ts';
import { monitoring } from './api/monitoring.ts';

export const contract = { live, inventory, monitoring, history, engine };

export type Client = ContractRouterClient<typeof contract>;
