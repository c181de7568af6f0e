/** Amounts that somebody may want at a place: those around the default, and times within the run. */
import { formatDuration, parseDuration } from '../lib/quantities.ts';
import { SECOND, type Duration } from '../lib/units.ts';
import { DEFAULTS } from './header.ts';
import { quantityOf, type Path, type Shape } from './shapes.ts';
import { valueAt } from './text-place.ts';

const USUAL_DURATIONS: readonly Duration[] = [SECOND / 10, SECOND, 5 * SECOND, 10 * SECOND];
const USUAL = {
  rate: ['10/s', '50/s', '200/s'],
  share: ['0%', '10%', '50%', '90%'],
  factor: ['2x', '5x', '10x'],
  size: ['512B', '4KiB', '64KiB'],
} as const;

export function amountsFor(content: unknown, path: Path, shape: Shape): readonly string[] {
  if (shape.const !== undefined || shape.enum !== undefined) return [];
  const quantity = quantityOf(shape);
  if (quantity === 'duration') return shape['x-time'] === true ? times(content, path) : durations(shape);
  if (quantity !== undefined) return withDefault(shape, USUAL[quantity]);
  return shape.type === 'integer' ? integers(shape) : [];
}

/** From the beginning and to the end; elsewhere quarters of the run. */
function times(content: unknown, path: Path): readonly string[] {
  const end = microseconds(valueAt(content, ['duration'])) ?? DEFAULTS.duration;
  const place = path.at(-1);
  if (typeof place === 'number') return [place === 0 ? '0s' : formatDuration(end)];
  const quarter = Math.floor(end / (4 * SECOND)) * SECOND;
  return [0, 1, 2, 3].map((quarters) => formatDuration(quarters * quarter));
}

function durations(shape: Shape): readonly string[] {
  const standard = microseconds(shape.default);
  const least = microseconds(shape['x-minimum']) ?? 1;
  const all =
    standard === undefined || standard === 0 ? USUAL_DURATIONS : [standard / 2, standard, standard * 2];
  return withDefault(
    shape,
    all.filter((one) => one >= least).map((one) => formatDuration(Math.round(one))),
  );
}

function integers(shape: Shape): readonly string[] {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = shape;
  const from = typeof shape.default === 'number' ? shape.default : Math.max(minimum, 1);
  const all = [from, from + 1, from * 2, from * 3].filter((one) => one >= minimum && one <= maximum);
  return [...new Set(all)].map(String);
}

function withDefault(shape: Shape, amounts: readonly string[]): readonly string[] {
  return [...new Set([...(shape.default === undefined ? [] : [String(shape.default)]), ...amounts])];
}

function microseconds(written: unknown): Duration | undefined {
  const parsed = parseDuration(typeof written === 'string' ? written : '');
  return parsed.ok ? parsed.value : undefined;
}
