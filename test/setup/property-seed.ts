import fc from 'fast-check';

/**
 * Property tests try the same inputs in every run, so that a change is only ever blamed for what it
 * changed. `KAPWA_SEED=random npm test` looks for new counterexamples; a number repeats a run.
 */
const { KAPWA_SEED: wanted } = process.env;
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted ?? 20_261_123) });
