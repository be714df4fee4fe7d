import { groupKinds, timeOfDay, weekdays } from '@kapwa/core';
import { z } from 'zod';
import type { DetectorName } from './detectors/detector.js';

/** What is done about a finding. Nothing is taken down before a community has said `delete`. */
const modes = ['off', 'observe', 'delete'] as const;
/** What is done about a finding. */
export type Mode = (typeof modes)[number];

const mode = z.enum(modes);

/** What a community may set for its code of conduct. */
export const conductOptions = z.strictObject({
  /** What is done about findings: `observe` only puts them on record. */
  mode: mode.default('observe'),
  /** The same for single detectors. */
  detectors: z
    .strictObject({ 'invite-link': mode.optional(), 'phone-number': mode.optional() })
    .prefault({}),
  /** What is fine although a detector finds it. */
  allow: z
    .strictObject({
      /** In full, such as `+63 2 8651 7800`: hotlines, the hospital's switchboard. */
      phones: z.array(z.string()).default([]),
      /** Such as `chat.whatsapp.com/AbC` or a whole site, `example.org`. */
      links: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** Groups in which nobody's messages are looked at. */
  exceptKinds: z.array(z.enum(groupKinds)).default([]),
  /** One rule a week, in the group's languages and time zone, outside quiet hours; `false` for never. */
  reminder: z
    .union([
      z.literal(false),
      z.strictObject({
        day: z.enum(weekdays).default('monday'),
        at: z
          .string()
          .regex(timeOfDay, 'write a time of day as HH:MM, such as "09:00"')
          .default('09:00'),
        /** Which kinds of groups are reminded; announcements reach everybody once. */
        kinds: z.array(z.enum(groupKinds)).default(['announcement']),
      }),
    ])
    .prefault({}),
});
/** What a community may set for its code of conduct, defaults filled in. */
export type ConductOptions = z.output<typeof conductOptions>;

/** What is done about the findings of one detector. */
export function modeOf(options: ConductOptions, detector: DetectorName): Mode {
  return options.detectors[detector] ?? options.mode;
}
