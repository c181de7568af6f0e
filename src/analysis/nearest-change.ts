/** The nearest expectation that would hold of a run in place of one that fails: the same, but for one number or name. */
import { MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { cacheLookups } from './cache-lookups.ts';
import { judge, longestDowntime, matches, shareOf, violations, withoutTime } from './expectations.ts';
import { rolesAt } from './roles.ts';
import type { Run } from './run.ts';
import { countOf } from './write-fates.ts';

type Of<Check extends Expectation['check']> = Extract<Expectation, { readonly check: Check }>;
type Span = readonly [SimTime, SimTime];

/**
 * For each expectation of a run's scenario that fails: the nearest that would hold. Undefined where it holds, is still open, or
 * has no number or name that would help.
 */
export function nearestChanges(run: Run): readonly (Expectation | undefined)[] {
  return run.scenario.expect.map((expectation) =>
    judge(run, expectation).holds === false ? nearestChange(run, expectation) : undefined,
  );
}

function nearestChange(run: Run, expectation: Expectation): Expectation | undefined {
  return candidates(run, expectation).find((changed) => judge(run, changed).holds === true);
}

/** What might hold instead, the nearest first. */
function candidates(run: Run, expectation: Expectation): readonly Expectation[] {
  switch (expectation.check) {
    case 'invariant':
      return [];
    case 'violated': {
      const times = violations(run, expectation.name).map(({ time }) => time);
      return widened(run, expectation.between, times).map((between) => ({ ...expectation, between }));
    }
    case 'count':
      return withCount(expectation, countOf(run, expectation.of));
    case 'role':
      return [...atOtherTimes(run, expectation), ...ofOtherHolders(run, expectation)];
    case 'milestone':
      return laterMilestones(run, expectation);
    case 'never':
      return narrowed(run, expectation);
    case 'availability':
      return withShare(expectation, shareOf(run, expectation.clients));
    case 'hit-rate': {
      const lookups = cacheLookups(run, expectation.clients, expectation.between);
      return lookups === undefined ? [] : withShare(expectation, lookups.hitRate);
    }
    case 'downtime':
      return [{ ...expectation, atMost: above(longestDowntime(run, expectation.of)) }];
  }
}

/** People write times with a few digits: tenths of a second from a second on, and so down. */
function stepAt(time: SimTime): number {
  if (time >= SECOND) return SECOND / 10;
  if (time >= 100 * MILLISECOND) return 10 * MILLISECOND;
  return time >= MILLISECOND ? MILLISECOND : 1;
}

function above(time: SimTime): SimTime {
  return Math.ceil(time / stepAt(time)) * stepAt(time);
}

function below(time: SimTime): SimTime {
  return Math.max(0, Math.floor(time / stepAt(time)) * stepAt(time));
}

/** A span with one end moved out to the nearest of some times. */
function widened(run: Run, span: Span | undefined, times: readonly SimTime[]): readonly Span[] {
  if (span === undefined) return [];
  const [from, to] = span;
  const before = times.findLast((time) => time < from);
  const after = times.find((time) => time > to);
  const earlier: readonly Span[] = before === undefined ? [] : [[below(before), to]];
  const later: readonly Span[] = after === undefined ? [] : [[from, inRun(run, above(after))]];
  const isLaterNearer = (after ?? Infinity) - to < from - (before ?? -Infinity);
  return isLaterNearer ? [...later, ...earlier] : [...earlier, ...later];
}

function inRun({ scenario }: Run, time: SimTime): SimTime {
  return Math.min(time, scenario.duration);
}

/** Exactly so many stays exactly; of bounds the one that is passed moves. */
function withCount(expectation: Of<'count'>, count: number): readonly Expectation[] {
  const { atLeast, atMost } = expectation;
  if (atLeast === atMost) return [{ ...expectation, atLeast: count, atMost: count }];
  return withBound(expectation, count, count);
}

/** To a tenth of a percent. */
function withShare<E extends Of<'availability' | 'hit-rate'>>(
  expectation: E,
  share: number,
): readonly Expectation[] {
  return withBound(expectation, Math.floor(share * 1000) / 1000, Math.ceil(share * 1000) / 1000);
}

type Bounded = Of<'count' | 'availability' | 'hit-rate'>;

function withBound(expectation: Bounded, low: number, high: number): readonly Expectation[] {
  const { atLeast, atMost } = expectation;
  return [
    ...(atLeast === undefined ? [] : [{ ...expectation, atLeast: low }]),
    ...(atMost === undefined ? [] : [{ ...expectation, atMost: high }]),
  ];
}

/** With more time after the milestone that it follows, or in which to happen. */
function laterMilestones(run: Run, expectation: Of<'milestone'>): readonly Expectation[] {
  const { milestones } = run.simulation.recording;
  const { pattern, after, within } = expectation;
  const anchor = after === undefined ? undefined : milestones.find((milestone) => matches(milestone, after));
  const from = anchor?.time ?? 0;
  const happened = milestones.filter(
    (milestone) => milestone.time >= from && matches(milestone, withoutTime(pattern)),
  );
  const [inTime] = happened.filter((milestone) => matches(milestone, pattern));
  const times = happened.map(({ time }) => time);
  return [
    ...(within === undefined || inTime === undefined
      ? []
      : [{ ...expectation, within: above(inTime.time - from) }]),
    ...widened(run, pattern.between, times).map((between) => ({
      ...expectation,
      pattern: { ...pattern, between },
    })),
  ];
}

/** With a shorter span, which ends before the first such milestone or begins after the last: the longer one first. */
function narrowed(run: Run, expectation: Of<'never'>): readonly Expectation[] {
  const { pattern } = expectation;
  const times = run.simulation.recording.milestones
    .filter((milestone) => matches(milestone, pattern))
    .map(({ time }) => time);
  const [first, last] = [times[0], times.at(-1)];
  if (pattern.between === undefined || first === undefined || last === undefined) return [];
  const [from, to] = pattern.between;
  const spans: readonly Span[] = [
    [from, below(first - 1)],
    [above(last + 1), to],
  ];
  return spans
    .filter(([begin, end]) => begin < end)
    .sort((one, other) => other[1] - other[0] - (one[1] - one[0]))
    .map((between) => ({ ...expectation, pattern: { ...pattern, between } }));
}

/** Roles that change more often than so often are looked at near the time that was meant. */
const MOST_TIMES = 64;

/** At the nearest time, before or after, from which on or until which a group's roles were others; in a few digits where that does. */
function atOtherTimes(run: Run, expectation: Of<'role'>): readonly Expectation[] {
  const { by, group } = expectation;
  const { recording, nodes } = run.simulation;
  const members = new Set(nodes.filter(({ spec }) => spec.group === group).map(({ index }) => index));
  const changes = recording.changes.filter(({ node }) => members.has(node)).map(({ time }) => time);
  const turns = [...new Set(changes)];
  const near = (before: (turn: SimTime) => SimTime, from: (turn: SimTime) => SimTime) =>
    turns
      .map((turn) => (turn > by ? from(turn) : before(turn - 1)))
      .filter((time) => time >= 0 && time <= run.scenario.duration)
      .sort((one, other) => Math.abs(one - by) - Math.abs(other - by))
      .slice(0, MOST_TIMES);
  const exactly = (time: SimTime) => time;
  const times = [...near(below, above), ...near(exactly, exactly)];
  return times.map((time) => ({ ...expectation, by: time }));
}

/** Whoever does hold the role then. */
function ofOtherHolders(run: Run, expectation: Of<'role'>): readonly Expectation[] {
  const { role, group, by } = expectation;
  const [holder] = rolesAt(run, by).filter((node) => node.group === group && node.role === role && node.up);
  return [{ ...expectation, is: holder?.name }];
}
