// The contract: every call that crosses a process border. The engine implements it, the clients are derived from it.
import type { ContractRouterClient } from '@orpc/contract';
import { alerts } from './api/alerts.ts';
import { engine } from './api/engine.ts';
import { handoffs } from './api/handoffs.ts';
import { history } from './api/history.ts';
import { incidents } from './api/incidents.ts';
import { inventory } from './api/inventory.ts';
import { live } from './api/live.ts';
import { maintenance } from './api/maintenance.ts';
import { monitoring } from './api/monitoring.ts';
import { onCall } from './api/on-call.ts';
import { reports } from './api/reports.ts';
import { runbooks } from './api/runbooks.ts';
import { shifts } from './api/shifts.ts';

export const contract = {
  live,
  inventory,
  monitoring,
  history,
  maintenance,
  alerts,
  onCall,
  incidents,
  runbooks,
  shifts,
  handoffs,
  reports,
  engine,
};

export type Client = ContractRouterClient<typeof contract>;
