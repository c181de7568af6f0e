import { useState } from 'react';
import type { SimTime } from '../../lib/units.ts';
import { useCursor } from '../session.ts';

/** The cursor's time; while time flies by, that at which it rested last. */
export function useRestingTime(): SimTime {
  const time = useCursor((state) => state.time);
  const resting = useCursor((state) => state.mode !== 'playing' && state.mode !== 'scrubbing');
  const [rested, setRested] = useState(time);
  if (resting && rested !== time) setRested(time);
  return resting ? time : rested;
}
