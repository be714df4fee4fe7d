/**
 * What is mutated: where a mistake would cost somebody their place, their words or their trust.
 * `least` is the part of the mutants, in per cent, that the tests must notice. Only the tests named
 * are run, and of them those that reach a mutant.
 */
export const areas = {
  authorisation: {
    least: 95,
    mutate: [
      'packages/core/src/model/role.ts',
      'packages/core/src/model/action-permissions.ts',
      'packages/core/src/model/person-roles.ts',
      'packages/core/src/house/role-rules.ts',
      'packages/core/src/outbox/on-behalf.ts',
    ],
    tests: [
      'packages/core/test/model/**/*.test.ts',
      'packages/core/test/house/{role-rules,roles}.test.ts',
      'packages/core/test/outbox/on-behalf.test.ts',
    ],
  },
  deduplication: {
    least: 85,
    mutate: [
      'packages/core/src/store/seen-ids.ts',
      'packages/core/src/store/id-day.ts',
      'packages/core/src/store/keyed-hash.ts',
      'packages/core/src/accept/accept.ts',
      'packages/core/src/accept/check-event.ts',
    ],
    tests: [
      'packages/core/test/accept/*.test.ts',
      'packages/core/test/store/{seen-ids,id-day,keyed-hash,memory-store,embedded-store}.test.ts',
    ],
  },
  journal: {
    least: 85,
    mutate: [
      'packages/core/src/store/embedded/journal.ts',
      'packages/core/src/store/embedded/journal-entry.ts',
      'packages/core/src/store/embedded/journal-frame.ts',
      'packages/core/src/store/embedded/replay.ts',
    ],
    tests: [
      'packages/core/test/store/{journal,journal-entry,journal-frame,replay,damaged}.test.ts',
    ],
  },
  signature: {
    least: 85,
    mutate: [
      'packages/adapter-whatsapp/src/cloud/signature.ts',
      'packages/adapter-whatsapp/src/cloud/webhook.ts',
      'packages/adapter-telegram/src/webhook.ts',
      'packages/adapter-telegram/src/callback-data.ts',
    ],
    tests: [
      'packages/adapter-whatsapp/test/cloud/{signature,webhook,groups}.test.ts',
      'packages/adapter-telegram/test/{bad-input,callback-data,end-to-end}.test.ts',
    ],
  },
  scheduler: {
    least: 85,
    mutate: [
      'packages/core/src/schedules/catch-up.ts',
      'packages/core/src/schedules/due-queue.ts',
      'packages/core/src/schedules/kept-answers.ts',
      'packages/core/src/schedules/known-since.ts',
      'packages/core/src/schedules/quiet-hours.ts',
      'packages/core/src/schedules/schedule-rows.ts',
      'packages/core/src/schedules/scheduler.ts',
      'packages/core/src/schedules/slots.ts',
      'packages/core/src/schedules/wall-clock.ts',
    ],
    tests: [
      'packages/core/test/schedules/*.test.ts',
      'packages/core/test/outbox/quiet-hours.test.ts',
    ],
  },
};
