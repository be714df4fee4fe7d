import type { WhoMay } from './group.js';

/** What of a group may change on its platform. What is not known is absent. */
export interface GroupSettings {
  readonly name?: string;
  readonly description?: string;
  readonly posting?: WhoMay;
  /** Who may change the name, the description and the picture. */
  readonly editing?: WhoMay;
  /** Who may bring others in. */
  readonly adding?: WhoMay;
  /** Messages disappear after this long, ms; 0 keeps them. */
  readonly disappearing?: number;
  /** Whether an admin has to let people in. */
  readonly approval?: boolean;
  /** Whether the group is under the platform's own community. */
  readonly linked?: boolean;
}

/** The name of one setting of a group. */
export type GroupSetting = keyof GroupSettings;

/** Every setting there is, in one place. */
export const groupSettings = [
  'name',
  'description',
  'posting',
  'editing',
  'adding',
  'disappearing',
  'approval',
  'linked',
] as const satisfies readonly GroupSetting[];

/** How a group stands on its platform, as events tell it. Owned by the group's lane. */
export interface Standing {
  readonly settings: GroupSettings;
  /** How often people, not the bot, have changed a setting. */
  readonly byHand: Readonly<Partial<Record<GroupSetting, number>>>;
  /** What the bot itself has set last. */
  readonly byBot?: GroupSettings;
}

/** A group nothing was reported of yet. */
export const unknownStanding: Standing = { settings: {}, byHand: {} };

/** The settings a report carries, and nothing else of it. */
export function settingsIn(report: GroupSettings): GroupSettings {
  const known = groupSettings.filter((setting) => report[setting] !== undefined);
  return Object.fromEntries(known.map((setting) => [setting, report[setting]]));
}
