// The figures that somebody wants to know who reads one page, or a mail: by their ids, the most telling first.
export const ON_THE_COVER: readonly string[] = [
  'availability.total',
  'incidents.opened',
  'response.problems.acknowledge.median',
  'sla.resolve.kept',
  'backups.success',
];
