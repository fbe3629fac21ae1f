// Names as they are compared, everywhere the same: 'Web1' and 'web1' are one name, and so are 'ﬁle1' and 'file1'.

/** The form in which names of hosts, checks, templates and credentials (and tags) are compared: NFKC, lower case. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();
