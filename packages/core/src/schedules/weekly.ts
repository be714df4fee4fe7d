/** The days of a week as `community.yaml` names them, counted as cron counts them. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** A moment that comes once a week, as a community sets it. */
export interface WeeklyTime {
  readonly day: (typeof weekdays)[number];
  /** `HH:MM`, 24 hours. */
  readonly at: string;
}

/**
 * The cron pattern of a moment that comes once a week, for `schedule`.
 *
 * @example
 * weeklyCron({ day: 'monday', at: '09:30' }); // '30 9 * * 1'
 */
export function weeklyCron({ day, at }: WeeklyTime): string {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute} ${hour} * * ${weekdays.indexOf(day)}`;
}
