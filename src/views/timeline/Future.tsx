import type { TimeScale } from '../../ui/time-scale.ts';
import { useCursor } from '../session.ts';

/** What lies after the cursor is there already, at half strength. */
export function Future({ scale }: { readonly scale: TimeScale }) {
  const time = useCursor((state) => state.time);
  return <div className="tl-future" style={{ left: scale.toX(time) }} />;
}
