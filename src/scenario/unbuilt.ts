/**
 * What the format has and this version does not build yet. Files that use it are not wrong, so they end in a
 * sentence of their own and never in "unknown". An entry leaves these lists when it is built.
 */

/** Kinds; one that is in the given kind tables counts as built. */
export const FORMAT_KINDS = [
  'client', 'load-balancer', 'api-server', 'zookeeper', 'database', 'service', 'worker', 'batch-job', 'cache',
  'cache-client', 'lock-user', 'resource', 'zookeeper-client', 'operator', 'kafka-broker',
] as const; // prettier-ignore

export function notBuilt(what: string): string {
  return `${what} is part of the format but not built yet`;
}
