import { duration } from '../ui/format.ts';
import type { Duration } from '../lib/units.ts';
import { words } from '../words/index.ts';

/** How long an outage lasted; or that there was none, of which there is no length. */
export function outageText(length: Duration): string {
  return length === 0 ? words.outage.none : duration(length);
}
