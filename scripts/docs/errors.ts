import { type ErrorKind, errorCodes } from '@kapwa/core';

/** Prints docs/errors.md: every code of KapwaError with its cause and fix. */

const HEAD = `# Error codes

Everything Kapwa throws is a \`KapwaError\`. Its message says who failed, at what, and what to do;
its \`code\` is one of these and stays the same from version to version, so that programs can go by
it. What a platform is expected to refuse (a missing right, a rate limit) is no error: it is the
outcome of an action.

This page is made from the table in \`packages/core/src/errors.ts\`.
`;

function section([code, { means, cause, fix }]: readonly [string, ErrorKind]): string {
  return `## ${code}\n\n${means}\n\n- **Mostly because:** ${cause}\n- **What to do:** ${fix}\n`;
}

console.log([HEAD, ...Object.entries(errorCodes).map(section)].join('\n').trimEnd());
