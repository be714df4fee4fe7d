import type { z } from 'zod';
import type { Claims } from '../accept/claims.js';
import type { CommandIndex } from '../commands/command-index.js';
import type { DeclaredCommand } from '../commands/declare-command.js';
import { registerCommand } from '../commands/register-command.js';
import type { DialogueParts } from '../dialogues/kept-dialogue.js';
import { registerDialogue } from '../dialogues/register-dialogue.js';
import { KapwaError } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { CollectionCare, KeptCollection } from '../people-data/kept-collections.js';
import { latestOnly } from '../schedules/catch-up.js';
import { checkPattern } from '../schedules/slots.js';
import { checkListener } from './check-listener.js';
import type { Collection } from './collection.js';
import type { AnyContext } from './context.js';
import type { ListenerIndex } from './listener-index.js';
import type { Messages } from './messages.js';
import type { AnyPlugin, Filters, PluginScope, ScheduleSpec } from './plugin.js';
import type { PostedStep, RegisteredSchedule, SettledStep } from './registered.js';
import type { PluginRoutes } from './routes.js';
import type { Scope } from './scope.js';
import type { AnyService, Services, ServiceToken } from './services.js';
import type { Transformers } from './transformers.js';

/** Where everything goes that plugins register. */
export interface Registries {
  readonly catalogue: Catalogue;
  readonly listeners: ListenerIndex;
  readonly commands: CommandIndex;
  readonly schedules: Map<string, RegisteredSchedule>;
  readonly steps: Map<string, SettledStep>;
  readonly posts: Map<string, PostedStep>;
  /** Collections whose records belong to a person: they follow when two people turn out to be one. */
  readonly personRecords: Set<string>;
  /** What is declared of every collection, by its full name. */
  readonly collections: Map<string, KeptCollection>;
  readonly services: Services;
  readonly routes: PluginRoutes;
  readonly transformers: Transformers;
  readonly claims: Claims;
  readonly dialogues: DialogueParts;
  /** Told when a service is there; its consumers may start. */
  provided(): void;
  /** Stops those who use a service, before it goes. */
  withdraw(token: AnyService): Promise<void>;
}

/** The words a listener is for: those of a message in all languages, or as they are written. */
function listenedWords(
  catalogue: Catalogue,
  plugin: AnyPlugin,
  { words }: Filters,
): readonly string[] | undefined {
  if (typeof words !== 'string') return words;
  const list = catalogue.wordList(plugin.name, words);
  if (list.length > 0) return list;
  throw new KapwaError(
    'plugin.invalid',
    `${plugin.name}: a listener takes its words from the message "${words}", which no locale has. Write a list for words as they are.`,
  );
}

function collectionOf<Schema extends z.ZodType>(
  plugin: string,
  name: string,
  spec: { readonly lane: 'group' | 'person' | 'community'; readonly schema: Schema },
): Collection<z.output<Schema>> {
  return {
    name: `${plugin}.${name}`,
    lane: spec.lane,
    parse(value) {
      const result = spec.schema.safeParse(value);
      if (result.success) return result.data;
      throw new KapwaError(
        'store.damaged',
        `${plugin}: a record of "${name}" is not in the form the plugin reads: ${result.error.issues[0]?.message ?? ''}.`,
      );
    },
  };
}

function ownKey<Item>(map: Map<string, Item>, key: string, item: Item): () => void {
  if (map.has(key))
    throw new KapwaError(
      'plugin.invalid',
      `${key} is registered twice. Leave one out, or call it otherwise.`,
    );
  map.set(key, item);
  return () => void map.delete(key);
}

type AnyScope = PluginScope<unknown, Messages>;

/** Raises `config.invalid` where the pattern is none: at once, where it is the author's. */
function patternOf({ cron }: ScheduleSpec<unknown>): RegisteredSchedule['cron'] {
  if (typeof cron !== 'string') return cron;
  checkPattern(cron);
  return () => cron;
}

/** What a plugin gets to offer to and use of others. */
function services(
  plugin: AnyPlugin,
  scope: Scope,
  to: Registries,
): Pick<AnyScope, 'provide' | 'inject' | 'seek'> {
  return {
    provide(token, implementation) {
      const remove = to.services.add(plugin.name, token, implementation);
      const undo = scope.own(`provide ${token.name}`, async () => {
        await to.withdraw(token);
        remove();
      });
      to.provided();
      return undo;
    },
    inject<Implementation>(token: ServiceToken<Implementation>): Implementation {
      const found = to.services.get(token);
      if (found !== undefined && plugin.uses?.some(({ name }) => name === token.name)) return found;
      throw new KapwaError(
        'plugin.invalid',
        `${plugin.name}: it injects "${token.name}" without waiting for it. Add the token to "uses", or take it by seek.`,
      );
    },
    seek: (token) => () => to.services.get(token),
  };
}

/** The conversations a plugin holds. */
function dialogues(plugin: AnyPlugin, scope: Scope, to: Registries): Pick<AnyScope, 'dialogue'> {
  return {
    dialogue(name, spec) {
      const { dialogue, undo } = registerDialogue(plugin.name, name, spec, {
        parts: to.dialogues,
        claim: (predict) => to.claims.add(predict),
        listen: to.listeners.add,
        posted: (step, run) => ownKey(to.posts, `${plugin.name}.${step}`, run),
        settled: (step, run) => ownKey(to.steps, `${plugin.name}.${step}`, run),
      });
      scope.own(`dialogue ${name}`, undo);
      if (spec.lane !== 'group') to.personRecords.add(`${plugin.name}.dialogue.${name}`);
      return dialogue;
    },
  };
}

/** What a plugin answers the world outside with. */
function outside(
  plugin: AnyPlugin,
  scope: Scope,
  to: Registries,
): Pick<AnyScope, 'route' | 'transform' | 'claim' | 'own'> {
  return {
    route: (spec) =>
      scope.own(`route ${spec.method} ${spec.path}`, to.routes.add(plugin.name, spec)),
    transform: (run, options = {}) =>
      scope.own('transform', to.transformers.add(plugin.name, run, options)),
    claim: (predict) => scope.own('claim', to.claims.add(predict)),
    own: (label, undo) => scope.own(label, undo),
  };
}

/** What a plugin may register; each is owned by its scope, and so undone with it. */
export function scopeFor(plugin: AnyPlugin, scope: Scope, to: Registries): AnyScope {
  const { catalogue } = to;
  return {
    on(kind, filters, listener) {
      checkListener(plugin.name, kind, filters, listener);
      const words = listenedWords(catalogue, plugin, filters);
      const undo = to.listeners.add(kind, {
        plugin: plugin.name,
        phase: filters.phase ?? 'react',
        filters,
        ...(words === undefined ? {} : { words }),
        ...(filters.before === undefined ? {} : { before: filters.before }),
        ...(filters.after === undefined ? {} : { after: filters.after }),
        run: listener as (context: AnyContext, event: KapwaEvent) => ReturnType<typeof listener>,
      });
      return scope.own(`on ${kind}`, undo);
    },
    command: (name, spec, run) =>
      scope.own(
        `command ${name}`,
        registerCommand({ plugin: plugin.name, name, spec, run } as DeclaredCommand, to),
      ),
    schedule: (name, spec, run) =>
      scope.own(
        `schedule ${name}`,
        ownKey(to.schedules, `${plugin.name}.${name}`, {
          plugin: plugin.name,
          name,
          per: spec.per,
          catchUp: spec.catchUp ?? latestOnly,
          cron: patternOf(spec as ScheduleSpec<unknown>),
          run,
        }),
      ),
    settled: (step, run) =>
      scope.own(`settled ${step}`, ownKey(to.steps, `${plugin.name}.${step}`, run)),
    posted: (step, run) =>
      scope.own(`posted ${step}`, ownKey(to.posts, `${plugin.name}.${step}`, run)),
    collection(name, spec) {
      const collection = collectionOf(plugin.name, name, spec);
      if (spec.lane === 'person') to.personRecords.add(collection.name);
      const { keep, forget, about } = spec as CollectionCare;
      to.collections.set(collection.name, {
        ...{ plugin: plugin.name, lane: spec.lane },
        ...(keep === undefined ? {} : { keep }),
        ...(forget === undefined ? {} : { forget }),
        ...(about === undefined ? {} : { about }),
      });
      return collection;
    },
    ...dialogues(plugin, scope, to),
    ...services(plugin, scope, to),
    ...outside(plugin, scope, to),
  };
}
