import { MINUTE } from '../../../lib/units.ts';
import type { ActiveCheck, LoadBalancerConfig } from '../config.ts';

/** Of a server that is not checked: up from the start, for ever. */
const UNCHECKED: ActiveCheck = { type: 'tcp', path: '', interval: MINUTE, rise: 1, fall: 1 };

/** How the server at `index` is checked, its own settings over those of the pool. */
export function checkOf(config: LoadBalancerConfig, index: number): ActiveCheck {
  const { check } = config;
  if (check === undefined) return UNCHECKED;
  const own = config.servers[index]?.check;
  return own === undefined ? check : { ...check, ...own };
}
