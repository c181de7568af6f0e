import type { SimTime } from '../../lib/units.ts';
import { useSession } from '../session.ts';

/** What a pointer or the focus on an entry does: the hollow cursor goes to its time, a press moves the cursor. */
export function useLookAt(time: SimTime) {
  const session = useSession();
  return {
    onMouseEnter: () => session.hover(time),
    onMouseLeave: () => session.hover(undefined),
    onFocus: () => session.hover(time),
    onBlur: () => session.hover(undefined),
    onClick: () => session.playback.jumpTo(time),
  };
}
