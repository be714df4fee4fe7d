import type { BlueprintGroup, Community, Group, PlatformRole } from '@kapwa/core';

/** Somebody in a scene. */
export interface ScenePerson {
  /** What others see; the key unless given. */
  readonly name?: string;
  /** BCP 47, as the operator knows it; most people choose theirs by themselves. */
  readonly language?: string;
  /** Named roles that hold in the whole community. */
  readonly roles?: readonly string[];
}

/** A group in a scene. Whatever is left out has the value a new group has. */
export interface SceneGroup
  extends Partial<Omit<Group, 'key' | 'chat' | 'adopted' | 'languages' | 'tags'>>,
    Pick<BlueprintGroup, 'roles' | 'editing' | 'adding' | 'approval' | 'disappearing'> {
  readonly languages?: readonly string[];
  readonly tags?: readonly string[];
  /** Keys of the people who are its admins on the messenger. */
  readonly admins?: readonly string[];
  /** Keys of the people who are in it besides its admins. */
  readonly members?: readonly string[];
  /** The bot's own role; `admin` unless given, `absent` to leave it out. */
  readonly bot?: PlatformRole | 'absent';
  /** A group on the messenger that the community's blueprint does not name. */
  readonly unnamed?: boolean;
}

/**
 * A community with its people and groups, before anything happens in it.
 *
 * The blueprint names the groups, and of the people those with a role, a language or a group to
 * look after; the bot learns about everybody else as they write and join.
 */
export interface Scene {
  readonly community: Partial<Community> & Pick<Community, 'key' | 'name'>;
  readonly people: Readonly<Record<string, ScenePerson>>;
  readonly groups: Readonly<Record<string, SceneGroup>>;
}
