// How bad it is for people: "SEV1" to "SEV4". Filled while nobody has it, outline when somebody does; the number says it
// without the hue.

interface Props {
  readonly severity: 1 | 2 | 3 | 4;
  /** Filled: nobody has it. */
  readonly lit?: boolean;
}

export function SeverityTag({ severity, lit = false }: Props) {
  return <span className={`sev sev${severity}${lit ? ' lit' : ''}`}>SEV{severity}</span>;
}
