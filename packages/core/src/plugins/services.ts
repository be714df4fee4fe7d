import type { z } from 'zod';
import { KapwaError } from '../errors.js';

/**
 * The name and type of what one plugin offers another, so that neither has to import the other.
 *
 * Tokens are only types, with a schema where somebody outside the repository may provide it.
 */
export interface ServiceToken<Implementation> {
  /** Unique over all plugins, such as `conduct.acknowledgements`. */
  readonly name: string;
  /** Checks what is provided. */
  readonly schema?: z.ZodType<Implementation>;
  /** Only a type: never set. */
  readonly implementation?: Implementation;
}

/** A token whatever it stands for. */
export type AnyService = ServiceToken<unknown>;

/**
 * Declares a service.
 *
 * @example
 * export const Weather = service<{ today(place: string): Promise<string> }>('weather.today');
 */
export function service<Implementation>(
  name: string,
  schema?: z.ZodType<Implementation>,
): ServiceToken<Implementation> {
  return schema === undefined ? { name } : { name, schema };
}

interface Provided {
  readonly plugin: string;
  readonly implementation: unknown;
}

/** Which services there are in a kit, and whose they are. */
export interface Services {
  /** Raises `plugin.invalid` where somebody provides it already, or it is not in its form. */
  add(plugin: string, token: AnyService, implementation: unknown): () => void;
  get<Implementation>(token: ServiceToken<Implementation>): Implementation | undefined;
  has(token: AnyService): boolean;
  /** The names of the services a plugin provides. */
  of(plugin: string): readonly string[];
}

function checked(plugin: string, token: AnyService, implementation: unknown): unknown {
  const problem =
    implementation === undefined || implementation === null
      ? 'nothing was given'
      : token.schema?.safeParse(implementation).error?.issues[0]?.message;
  if (problem === undefined) return implementation;
  throw new KapwaError(
    'plugin.invalid',
    `${plugin}: what it provides as "${token.name}" is not in the form of that service: ${problem}.`,
  );
}

/** Makes an empty set of services. */
export function createServices(): Services {
  const provided = new Map<string, Provided>();
  return {
    add(plugin, token, implementation) {
      const other = provided.get(token.name);
      if (other !== undefined) {
        throw new KapwaError(
          'plugin.invalid',
          `${plugin}: "${token.name}" is provided by ${other.plugin} already; only one plugin can.`,
        );
      }
      const entry = { plugin, implementation: checked(plugin, token, implementation) };
      provided.set(token.name, entry);
      return () => {
        if (provided.get(token.name) === entry) provided.delete(token.name);
      };
    },
    get: <Implementation>(token: ServiceToken<Implementation>) =>
      provided.get(token.name)?.implementation as Implementation | undefined,
    has: (token) => provided.has(token.name),
    of: (plugin) =>
      [...provided].flatMap(([name, entry]) => (entry.plugin === plugin ? [name] : [])),
  };
}
