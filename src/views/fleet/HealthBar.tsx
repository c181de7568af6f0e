import './fleet.css';
import { type Counts, type Standing, STANDINGS } from './standing.ts';

/** px */
const HEIGHT = 10;

/** A bar of as many parts as there are standings, each as wide as its share. The counts beside it say the same. */
export function HealthBar({ counts, width }: { readonly counts: Counts; readonly width: number }) {
  const all = STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  const shown = STANDINGS.filter((standing) => counts[standing] > 0);
  const share = (parts: readonly Standing[]) =>
    (parts.reduce((sum, standing) => sum + counts[standing], 0) / Math.max(1, all)) * width;
  return (
    <svg
      className="health-bar"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {shown.map((standing, index) => {
        const from = share(shown.slice(0, index));
        return (
          <rect
            key={standing}
            className={`health-${standing}`}
            x={from + 0.5}
            y="0.5"
            width={Math.max(1, share([standing]) - 1)}
            height={HEIGHT - 1}
          />
        );
      })}
    </svg>
  );
}
