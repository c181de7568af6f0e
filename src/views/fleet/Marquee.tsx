import { memo } from 'react';
import type { Box } from '../stage/boxes.ts';
import type { StageLayout } from '../stage/place.ts';
import './fleet.css';

/** The box that is being drawn. */
export function Marquee({ box: { left, right, top, bottom } }: { readonly box: Box }) {
  return (
    <rect
      className="marquee"
      x={left}
      y={top}
      width={right - left}
      height={bottom - top}
      aria-hidden="true"
    />
  );
}

interface SelectionLineProps {
  readonly layout: StageLayout;
  readonly names: readonly string[];
}

/** A hairline that ties the dots that are selected to the inspector at the right. */
export const SelectionLine = memo(function SelectionLine({ layout, names }: SelectionLineProps) {
  const wanted = new Set(names);
  const cells = layout.fleets.flatMap((fleet) => fleet.cells.filter(({ name }) => wanted.has(name)));
  if (cells.length === 0) return undefined;
  const right = Math.max(...cells.map(({ x }) => x)) + 11;
  const ys = cells.map(({ y }) => y);
  const middle = (Math.min(...ys) + Math.max(...ys)) / 2;
  return <path className="selection-line" d={`M${right} ${middle}H${layout.width}`} aria-hidden="true" />;
});
