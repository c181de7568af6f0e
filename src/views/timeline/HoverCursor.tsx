import type { TimeScale } from '../../ui/time-scale.ts';
import { useCursor } from '../session.ts';

/** Another moment that somebody points at, as a hollow cursor. */
export function HoverCursor({ scale }: { readonly scale: TimeScale }) {
  const hover = useCursor((state) => state.hover);
  const x = hover === undefined ? -1 : scale.toX(hover);
  if (x < 0 || x > scale.width) return undefined;
  return (
    <svg
      className="tl-hover"
      style={{ transform: `translateX(${x}px)` }}
      width="13"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M0.75 0.75H12.25V6.5L6.5 12.25L0.75 6.5Z" />
      <path className="tl-hover-line" d="M6.5 12.25V2000" />
    </svg>
  );
}
