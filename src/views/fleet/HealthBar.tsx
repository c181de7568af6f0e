import './fleet.css';
import { type Counts, STANDINGS } from './standing.ts';

/** px */
const HEIGHT = 10;

/** A bar of as many parts as there are standings, each as wide as its share. The counts beside it say the same. */
export function HealthBar({ counts, width }: { readonly counts: Counts; readonly width: number }) {
  const all = STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  let x = 0;
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
      {STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => {
        const part = (counts[standing] / Math.max(1, all)) * width;
        const from = x;
        x += part;
        return (
          <rect
            key={standing}
            className={`health-${standing}`}
            x={from + 0.5}
            y="0.5"
            width={Math.max(1, part - 1)}
            height={HEIGHT - 1}
          />
        );
      })}
    </svg>
  );
}
