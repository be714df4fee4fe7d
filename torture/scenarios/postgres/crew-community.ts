import { blueprintOf, healthWorkers } from '@kapwa/testing';

/** In so many groups people write at once. */
const AREAS = 20;

/** The groups of the areas, in which all messages are written. */
export const areas = Array.from({ length: AREAS }, (_, at) => `area-${at + 1}`);

const { quietHours: _quietHours, ...community } = healthWorkers.community;

/** A programme with a group for each area, awake day and night. */
export const communityOfCrew = blueprintOf({
  ...healthWorkers,
  community,
  groups: Object.fromEntries(areas.map((key) => [key, { name: key, admins: ['sameer', 'grace'] }])),
});

/** How a process ends that led until another took over. */
export const FOLLOWED = 3;

/** What a message says that takes its time to be handled. */
export const SLOWLY = 'slowly';
