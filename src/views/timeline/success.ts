/** The success rate of requests over the run, ready to be drawn and said. */
import type { SuccessPoint } from '../../analysis/picture.ts';
import { words } from '../../words/index.ts';

function shareOf(point: SuccessPoint): number | undefined {
  return point.requests === 0 ? undefined : 1 - point.failed / point.requests;
}

/** The share at each point; one without requests says nothing new and keeps the share before it. */
export function sharesOf(points: readonly SuccessPoint[]): readonly (number | undefined)[] {
  const shares: (number | undefined)[] = [];
  for (const point of points) shares.push(shareOf(point) ?? shares.at(-1));
  return shares;
}

/** The lower end of the drawn range, in whole percent. */
export function lowestPercent(points: readonly SuccessPoint[]): number {
  return Math.floor(Math.min(1, ...points.map((point) => shareOf(point) ?? 1)) * 100);
}

/** "Success rate 100 percent, 83 percent from 12.0 to 21.0 seconds". */
export function successText(points: readonly SuccessPoint[]): string {
  if (points.every((point) => point.requests === 0)) return words.timeline.noRequests;
  const parts: string[] = [words.timeline.success100];
  let from: number | undefined;
  let requests = 0;
  let failed = 0;
  for (const [index, point] of points.entries()) {
    if (point.failed > 0) {
      from ??= point.time;
      requests += point.requests;
      failed += point.failed;
    }
    const next = points[index + 1];
    if (from === undefined || (point.failed > 0 && next !== undefined)) continue;
    const percent = String(Math.floor((1 - failed / requests) * 100));
    parts.push(words.timeline.successFails(percent, (from / 1e6).toFixed(1), (point.time / 1e6).toFixed(1)));
    from = undefined;
    requests = 0;
    failed = 0;
  }
  return parts.join(', ');
}
