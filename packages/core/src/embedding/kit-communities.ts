import { randomUUID } from 'node:crypto';
import type { Blueprint } from '../blueprint/blueprint.js';
import { KapwaError } from '../errors.js';
import type { BlueprintLoaded, CommunityRemoved, KapwaEvent } from '../events/event.js';

/** The communities of a kit, which may come and go while it runs. */
export interface KitCommunities {
  /**
   * Adds a community, or takes up a new blueprint of one that is there. Resolves once it is looked
   * after. Raises `config.invalid` and `plugin.unmet`, and changes nothing then.
   */
  add(blueprint: Blueprint): Promise<void>;
  /**
   * Stops looking after a community: nothing that happens in it is handled any more. What was
   * committed before still goes out, and its records are kept, so that it can be added again.
   */
  remove(key: string): Promise<void>;
  /** The keys of all that were given to this kit. */
  list(): readonly string[];
}

/** How far an event has come. */
interface Taken {
  readonly accepted: Promise<boolean>;
  readonly settled: Promise<void>;
}

/** What communities need of their kit. */
export interface CommunityParts {
  readonly blueprints: Map<string, Blueprint>;
  /** Raises where plugins cannot serve a community as it is written. */
  check(blueprint: Blueprint): void;
  receive(event: KapwaEvent): Taken;
  now(): number;
  /** Reads the schedules of a community anew. */
  refresh(community: string): Promise<void>;
}

/** The event by which a blueprint comes in. The same blueprint may come in again. */
export function blueprintLoaded(blueprint: Blueprint, now: number): BlueprintLoaded {
  const id = `blueprint@${blueprint.community.key}@${randomUUID()}`;
  return { kind: 'blueprint.loaded', id, at: now, adapter: 'kapwa', blueprint };
}

async function through({ accepted, settled }: Taken): Promise<void> {
  await accepted;
  await settled;
}

/** Makes the communities of one kit. */
export function createKitCommunities(parts: CommunityParts): KitCommunities {
  const { blueprints, receive, now, refresh } = parts;
  return {
    async add(blueprint) {
      parts.check(blueprint);
      const { key } = blueprint.community;
      await through(receive(blueprintLoaded(blueprint, now())));
      blueprints.set(key, blueprint);
      await refresh(key);
    },
    async remove(key) {
      if (!blueprints.has(key)) {
        const known = [...blueprints.keys()].join(', ') || 'none';
        throw new KapwaError(
          'config.invalid',
          `There is no community "${key}" here; there is ${known}.`,
        );
      }
      const id = `removed@${key}@${randomUUID()}`;
      const event: CommunityRemoved = {
        kind: 'community.removed',
        id,
        at: now(),
        adapter: 'kapwa',
        community: key,
      };
      await through(receive(event));
      blueprints.delete(key);
      await refresh(key);
    },
    list: () => [...blueprints.keys()],
  };
}
