// What a notice is to look like at the other end. Pure.
import type { Notice } from '../../contract/model/notice.ts';

/** 'SEV1', or what the notice is where its severity says nothing. */
export function badge(notice: Notice): string {
  if (notice.kind === 'all-clear') return 'All clear';
  if (notice.kind === 'test') return 'Test';
  return `SEV${notice.severity}`;
}

/** Red, orange, yellow, blue; green is all clear, grey a test. */
export function colour(notice: Notice): string {
  if (notice.kind === 'all-clear') return '#2e9e5b';
  if (notice.kind === 'test') return '#7a8699';
  return { 1: '#c8102e', 2: '#e0612a', 3: '#d9a300', 4: '#3b7dd8' }[notice.severity];
}
