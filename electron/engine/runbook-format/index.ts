// Reading and judging runbooks: YAML → tree with places → schema of the registry → what the linter finds.
export { hashOf } from './identity.ts';
export { runbookJsonSchemaText } from './json-schema.ts';
export { type JudgedFile, judgeFiles } from './judge-files.ts';
export { lintRunbook } from './lint-runbook.ts';
export { readRunbook } from './read-runbook.ts';
