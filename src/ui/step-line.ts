import { area, curveStepAfter, line } from 'd3-shape';

export interface StepPoint {
  readonly x: number;
  /** Undefined where nothing was measured: the line has a gap there. */
  readonly y: number | undefined;
}

/** A line that holds each value until the next point. */
export function stepLine(points: readonly StepPoint[]): string {
  const draw = line<StepPoint>()
    .defined((point) => point.y !== undefined)
    .x((point) => point.x)
    .y((point) => point.y ?? 0)
    .curve(curveStepAfter);
  return draw([...points]) ?? '';
}

/** The area between such a line and `top`. */
export function stepArea(points: readonly StepPoint[], top: number): string {
  const draw = area<StepPoint>()
    .defined((point) => point.y !== undefined)
    .x((point) => point.x)
    .y0(top)
    .y1((point) => point.y ?? top)
    .curve(curveStepAfter);
  return draw([...points]) ?? '';
}
