import { useEffect } from 'react';
import type { Session } from '../shell/session.ts';
import { useSession } from './session.ts';

/** A finger that went this far, in pixels, and mostly sideways, has swiped. */
const FAR = 56;

/** A swipe on the stage goes on in the story, or back; without a story from milestone to milestone. */
export function useSwipe(): void {
  const session = useSession();
  useEffect(() => {
    let from: Touch | undefined;
    const onStart = ({ target, touches }: TouchEvent) => {
      const onStage = target instanceof Element && target.closest('#stage') !== null;
      from = onStage && touches.length === 1 ? touches[0] : undefined;
    };
    const onEnd = ({ changedTouches }: TouchEvent) => {
      const to = changedTouches[0];
      if (from === undefined || to === undefined) return;
      const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
      from = undefined;
      if (Math.abs(across) >= FAR && Math.abs(across) > 2 * Math.abs(down)) go(session, across < 0);
    };
    window.addEventListener('touchstart', onStart, { passive: true });
    window.addEventListener('touchend', onEnd, { passive: true });
    return () => {
      window.removeEventListener('touchstart', onStart);
      window.removeEventListener('touchend', onEnd);
    };
  }, [session]);
}

function go(session: Session, forward: boolean): void {
  const told = (session.stores.run.getState().summary?.story.length ?? 0) > 0;
  if (told && forward) session.story.next();
  else if (told) session.story.previous();
  else if (forward) session.playback.nextMilestone();
  else session.playback.previousMilestone();
}
