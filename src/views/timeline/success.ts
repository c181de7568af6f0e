/** The success rate of requests over the run, ready to be drawn and said. */
import type { RunSummary, SuccessPoint } from '../../analysis/outline.ts';
import type { SimTime } from '../../lib/units.ts';
import { hundredths } from '../../ui/format.ts';
import { words } from '../../words/index.ts';

function shareOf(point: SuccessPoint): number | undefined {
  return point.requests === 0 ? undefined : 1 - point.failed / point.requests;
}

/** Clients that send seldom leave points without requests; after so many in a row nobody asks any more. */
const SILENT_POINTS = 8;

/** The share at each point; one without requests keeps the share before it, and a silence has none. */
export function sharesOf(points: readonly SuccessPoint[]): readonly (number | undefined)[] {
  let silent = 0;
  let last: number | undefined;
  return points.map((point) => {
    const share = shareOf(point);
    silent = share === undefined ? silent + 1 : 0;
    last = share ?? (silent < SILENT_POINTS ? last : undefined);
    return last;
  });
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

/** The points whose steps are in view, with the ends of the view as points of their own. */
export function pointsWithin(
  points: readonly { readonly time: SimTime }[],
  from: SimTime,
  to: SimTime,
): readonly { readonly index: number; readonly time: SimTime }[] {
  const within: { index: number; time: SimTime }[] = [];
  for (const [index, { time }] of points.entries()) {
    const next = points[index + 1]?.time ?? to;
    if (next < from || time > to) continue;
    within.push({ index, time: Math.max(from, time) });
  }
  const last = within.at(-1);
  if (last !== undefined && last.time < to) within.push({ index: last.index, time: to });
  return within;
}

interface Outage {
  readonly from: SimTime;
  readonly to: SimTime;
  readonly text: string;
}

/**
 * The longest time in which writes failed: it was measured from the first failed request, which is earlier than the
 * milestone that tells of it.
 */
export function longestOutage({ milestones, metrics, end }: RunSummary): Outage | undefined {
  const length = metrics.writeDowntimeUs;
  let longest: { from: SimTime; to: SimTime } | undefined;
  for (const began of milestones) {
    if (began.type !== 'service-degraded' || began.data.of !== 'writes') continue;
    const ended = milestones.find(
      (other) =>
        other.type === 'service-recovered' &&
        other.node === began.node &&
        other.data.of === 'writes' &&
        other.time >= began.time,
    );
    const to = ended?.time ?? end;
    if (longest === undefined || to - began.time > longest.to - longest.from)
      longest = { from: began.time, to };
  }
  if (longest === undefined || length === 0) return undefined;
  return { from: longest.to - length, to: longest.to, text: hundredths(length) };
}
