/** Every invariant that the format names; each is evaluated in every run by the kinds that it is about. */
export const INVARIANT_NAMES = [
  'one-leader-an-epoch',
  'total-order',
  'agreement',
  'committed-never-lost',
  'sessions-own-ephemerals',
  'one-primary',
  'no-lost-write',
  'replicas-agree',
  'lock-exclusion',
  'linearizable',
] as const;
