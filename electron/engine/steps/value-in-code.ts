// Arguments that are programs of their own: what stands behind `sh -c` is code, and a value in it would be run. The linter
// of the grammar refuses it, whoever wrote it.

/** Programs that take a program as an argument, and the options it follows. */
const INTERPRETERS: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(?:ba|da|k|mk|z|a|c|tc|fi)?sh$/, /^-[a-z]*c$/],
  [/^busybox$/, /^-c$/],
  [/^(?:su|runuser)$/, /^(?:-[a-z]*c|--command)$/],
  [/^python[\d.]*$/, /^-[A-Za-z]*c$/],
  [/^(?:perl|ruby|node|nodejs|lua|php)[\d.]*$/, /^-[A-Za-z]*[eErp]$/],
  [/^(?:psql|mysql|mariadb|clickhouse-client)$/, /^(?:-[A-Za-z]*[ceq]|--command|--execute|--query)$/],
];

/** The first argument that holds a value and would be run; null: none. */
export function codeFault(argv: readonly string[]): { readonly index: number; readonly message: string } | null {
  for (const [index, argument] of argv.entries()) {
    if (!argument.includes('${')) continue;
    const before = argv.slice(0, index);
    const [base] = before.map(nameOf).filter((name) => INTERPRETERS.some(([program]) => program.test(name)));
    const option = argv[index - 1] ?? '';
    const isCode = before.some((word) =>
      INTERPRETERS.some(([program, takes]) => program.test(nameOf(word)) && takes.test(option)),
    );
    if (isCode || attached(argument, before)) {
      return {
        index,
        message: `a value must not stand in code that ${base ?? 'a program'} runs: hand it over as an argument of its own, or use script with args`,
      };
    }
  }
  return null;
}

const nameOf = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/** '-ecode', '--command=code'. */
function attached(argument: string, before: readonly string[]): boolean {
  const form = /^(--(?:command|execute|query|eval)=|-[ceE])./.exec(argument);
  if (!form) return false;
  return before.some((word) => INTERPRETERS.some(([program]) => program.test(nameOf(word))));
}
