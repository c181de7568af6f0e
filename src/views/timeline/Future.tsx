import type { TimeScale } from '../../ui/time-scale.ts';
import { useCursor } from '../session.ts';

/** What lies after the cursor is there already, at half strength. */
export function Future({ scale }: { readonly scale: TimeScale }) {
  const x = useCursor((state) => Math.min(scale.width, Math.max(0, scale.toX(state.time))));
  return (
    <div className="tl-veils" aria-hidden="true">
      <div className="tl-future" style={{ transform: `translateX(${x}px)` }} />
    </div>
  );
}
