import { KapwaError } from '../errors.js';

/** Raises `plugin.invalid` for what is no plugin: its name stands in files, keys and addresses. */
export function checkPlugin({
  name,
  setup,
}: {
  readonly name: unknown;
  readonly setup: unknown;
}): void {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) {
    const given = typeof name === 'string' ? `this one is called "${name}"` : 'this one has none';
    throw new KapwaError(
      'plugin.invalid',
      `A plugin needs a name of small letters, digits and "-", such as "link-notes"; ${given}.`,
    );
  }
  if (typeof setup !== 'function') {
    throw new KapwaError(
      'plugin.invalid',
      `${name}: a plugin needs a function "setup", which registers what it does.`,
    );
  }
}
