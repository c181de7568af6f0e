export interface StepPoint {
  readonly x: number;
  /** Undefined where nothing was measured: the line has a gap there. */
  readonly y: number | undefined;
}

/** A line that holds each value until the next point. */
export function stepLine(points: readonly StepPoint[]): string {
  return stretches(points).map(along).join('');
}

/** The area between such a line and `top`. */
export function stepArea(points: readonly StepPoint[], top: number): string {
  return stretches(points)
    .map((stretch) => `${along(stretch)}V${text(top)}H${text(stretch[0]?.x ?? 0)}Z`)
    .join('');
}

interface Measured {
  readonly x: number;
  readonly y: number;
}

/** What lies between two gaps. */
function stretches(points: readonly StepPoint[]): readonly (readonly Measured[])[] {
  const all: Measured[][] = [];
  let open: Measured[] | undefined;
  for (const { x, y } of points) {
    if (y === undefined) open = undefined;
    else if (open === undefined) all.push((open = [{ x, y }]));
    else open.push({ x, y });
  }
  return all;
}

function along(stretch: readonly Measured[]): string {
  const [first, ...rest] = stretch;
  if (first === undefined) return '';
  return `M${text(first.x)} ${text(first.y)}${rest.map(({ x, y }) => `H${text(x)}V${text(y)}`).join('')}`;
}

/** To the tenth of a pixel. */
function text(value: number): string {
  return String(Math.round(value * 10) / 10);
}
