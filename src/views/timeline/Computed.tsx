import type { SimTime } from '../../lib/units.ts';
import type { TimeScale } from '../../ui/time-scale.ts';
import { words } from '../../words/index.ts';
import { useRun } from '../session.ts';

/** While a long run is computed the ruler fills from the left; what is filled can be looked at. */
export function Computed({ scale, duration }: { readonly scale: TimeScale; readonly duration: SimTime }) {
  const computed = useRun((state) => state.computed);
  if (computed === undefined) return undefined;
  const width = Math.min(scale.width, Math.max(0, scale.toX(computed)));
  return (
    <div
      className="tl-computed"
      role="progressbar"
      aria-label={words.timeline.computed}
      aria-valuenow={Math.floor((100 * computed) / duration)}
    >
      <div style={{ width }} />
    </div>
  );
}
