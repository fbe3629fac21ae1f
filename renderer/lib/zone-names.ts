// The zones a field offers. The browser lists places only: 'UTC', which this house works by, is not among them.

let names: readonly string[] | null = null;

/** 'UTC', then the places of the IANA database by name. Made at the first question: it takes some milliseconds. */
export function zoneNames(): readonly string[] {
  names ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
  return names;
}
