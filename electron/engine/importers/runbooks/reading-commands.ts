// The reviewed list of commands that only read. A command is on it by its program AND its arguments; one that is not, whatever
// it may really do, is destructive in a draft. To add a program: say which of its arguments cannot change, write or run
// anything, in any combination, and put a line for each side into the tests.
import { readingMachine } from './reading-machine.ts';
import { readingNetwork } from './reading-network.ts';
import { allowed } from './reading-rules.ts';
import { readingServices } from './reading-services.ts';

const rules = { ...readingMachine, ...readingNetwork, ...readingServices };

/** Whether a command, its program first, can only read. What a shell would still do to its words is not judged here. */
export const onlyReads = (words: readonly string[]): boolean => allowed(words, rules);
