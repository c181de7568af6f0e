import { memo } from 'react';
import type { Box } from '../stage/boxes.ts';
import type { Fleet, StageLayout } from '../stage/place.ts';
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
  readonly selected: ReadonlySet<string>;
}

/** Around the dots that are selected, and a hairline that ties them to the inspector at the right. */
export const SelectionLine = memo(function SelectionLine({ layout, selected }: SelectionLineProps) {
  const boxes = layout.fleets.flatMap((fleet) => selectionBox(fleet, selected) ?? []);
  if (selected.size < 2 || boxes.length === 0) return undefined;
  const right = Math.max(...boxes.map((box) => box.right));
  const middle =
    (Math.min(...boxes.map(({ top }) => top)) + Math.max(...boxes.map(({ bottom }) => bottom))) / 2;
  return (
    <g className="selection" aria-hidden="true">
      {boxes
        .filter(({ whole }) => whole)
        .map(({ left, top, ...box }) => (
          <rect
            key={`${left} ${top}`}
            x={left}
            y={top}
            width={box.right - left}
            height={box.bottom - top}
            rx="3"
          />
        ))}
      <path className="selection-line" d={`M${right} ${middle}H${layout.width}`} />
    </g>
  );
});

/** What is selected of a fleet lies in this box; `whole`: all in it is selected, so that one line goes around it. */
export function selectionBox(
  { cells, pitch }: Fleet,
  selected: ReadonlySet<string>,
): (Box & { readonly whole: boolean }) | undefined {
  const some = cells.filter(({ name }) => selected.has(name));
  if (some.length < 2) return undefined;
  const [xs, ys] = [some.map(({ x }) => x), some.map(({ y }) => y)];
  const half = pitch / 2;
  const box = {
    left: Math.min(...xs) - half,
    right: Math.max(...xs) + half,
    top: Math.min(...ys) - half,
    bottom: Math.max(...ys) + half,
  };
  const within = cells.filter(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
  return { ...box, whole: within.length === some.length };
}
