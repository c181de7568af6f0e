import type { Band, MilestoneView } from '../../analysis/outline.ts';
import type { ChartTransition, Statechart } from '../../ui/kind-view.ts';

export interface Arrival {
  readonly transition: ChartTransition | undefined;
  /** When it came to be what it is (µs). */
  readonly time: number;
}

/**
 * How a node came to the state that it is in: by its bands where its kind has roles, else by the milestones that
 * stand for the transitions. Undefined where neither tells.
 */
export function arrivalAt(
  chart: Statechart,
  active: string,
  bands: readonly Band[],
  milestones: readonly MilestoneView[],
  node: string,
  now: number,
): Arrival | undefined {
  return byMilestone(chart, active, milestones, node, now) ?? byBands(chart, active, bands, now);
}

function byMilestone(
  { transitions }: Statechart,
  active: string,
  milestones: readonly MilestoneView[],
  node: string,
  now: number,
): Arrival | undefined {
  const last = milestones.findLast(
    (one) =>
      one.time <= now && one.node === node && transitions.some(({ by }) => by?.includes(one.type) === true),
  );
  if (last === undefined) return undefined;
  const transition = transitions.find(({ by, to }) => to === active && by?.includes(last.type) === true);
  return transition === undefined ? undefined : { transition, time: last.time };
}

function byBands(
  chart: Statechart,
  active: string,
  bands: readonly Band[],
  now: number,
): Arrival | undefined {
  const past = bands.filter((band) => band.from <= now);
  // A role that its state alone could tell is a part of the state that it led to.
  const stateOf = (band: Band): string | undefined =>
    band.role === '' ? undefined : (chart.of(band.role, undefined) ?? active);
  const other = past.findLastIndex((band) => stateOf(band) !== active);
  const first = past[other + 1];
  if (first === undefined) return undefined;
  const from = past[other];
  const before = from === undefined || from.band === 'down' ? undefined : stateOf(from);
  return {
    transition: chart.transitions.find((one) => one.from === before && one.to === active),
    time: first.from,
  };
}
