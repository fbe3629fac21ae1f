// Theil's and Sen's line, by the library.
import { TheilSenRegression } from 'ml-regression-theil-sen';
import type { FitLine } from '../core/forecast-slope.ts';

/** Two points at least, at different x. */
export const theilSenLine: FitLine = (x, y) => {
  const { slope, intercept } = new TheilSenRegression(x, y);
  return { slope, intercept };
};
