/**
 * Lets `@kapwa/*` imports find the TypeScript sources instead of the build: every package
 * names them in its exports map under the condition "@kapwa/source".
 *
 * Only a working copy of the repository uses this; a published package holds no sources.
 */
export function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier, {
    ...context,
    conditions: ['@kapwa/source', ...context.conditions],
  });
}
