/**
 * Lets `@kapwa/*` imports find the TypeScript sources instead of the build: every package
 * names them in its exports map under the condition "@kapwa/source".
 *
 * Only a working copy of the repository uses this; a published package holds no sources.
 */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, {
    ...context,
    conditions: ['@kapwa/source', ...context.conditions],
  });
  // tsx takes a file for CommonJS where no package.json says otherwise; Node looks into it.
  const isGuessed = found.format === 'commonjs' && found.url.endsWith('.js');
  return isGuessed ? { ...found, format: undefined } : found;
}
