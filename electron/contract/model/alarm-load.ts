// Alarm load as ISA-18.2 and EEMUA 191 measure it, from the journal: how much is asked of one operator, and by what.

/** A figure with its goal and what to do when it is missed. */
export interface LoadFigure {
  readonly value: number;
  readonly goal: number;
  readonly unit: string;
  readonly verdict: 'good' | 'manageable' | 'too-much';
  /** One sentence; '' when all is well. */
  readonly advice: string;
}

export interface AlarmSource {
  readonly checkId: string;
  readonly subject: string;
  readonly alerts: number;
  /** Of all alerts, 0..1. */
  readonly share: number;
}

export interface Flood {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  readonly alerts: number;
}

export interface AlarmLoad {
  readonly from: number;
  readonly to: number;
  /** Figures over less than 30 days of watching. */
  readonly provisional: boolean;
  readonly operators: number;
  readonly alerts: number;
  /** Alerts per hour of watching and operator, on average. */
  readonly perHour: LoadFigure;
  /** Most alerts in any 10 minutes. */
  readonly peakTenMinutes: LoadFigure;
  /** Share of the period spent in floods, 0..100 %. */
  readonly floodTime: LoadFigure;
  readonly floods: readonly Flood[];
  /** Sources with 3 or more transitions in a minute. */
  readonly chattering: LoadFigure;
  readonly chatteringSources: readonly AlarmSource[];
  /** Open for more than 24 h at the end of the period. */
  readonly stale: LoadFigure;
  readonly staleProblems: readonly { readonly problemId: string; readonly subject: string; readonly since: number }[];
  /** Share of the load of the ten worst sources, 0..100 %. */
  readonly topTen: LoadFigure;
  readonly topSources: readonly AlarmSource[];
  /** Alerts by severity 1..4, and the shares of low (3, 4), medium (2), high (1) against 80/15/5. */
  readonly bySeverity: readonly [number, number, number, number];
  readonly priorities: LoadFigure;
  /** Alerts per 10 minutes over the period, at most 600 slots; start of each slot and count. */
  readonly slots: {
    readonly startsAt: readonly number[];
    readonly alerts: readonly number[];
    readonly widthMs: number;
  };
}
