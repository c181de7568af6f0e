import fc from 'fast-check';

// The same cases on every machine and in every run; a fresh seed is for long fuzzing: FUZZ_SEED=7 npm run test:unit.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20261122) });
