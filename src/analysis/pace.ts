import { MILLISECOND, SECOND, type Duration, type SimTime } from '../lib/units.ts';
import { FAULT_MILESTONES } from '../scenario/milestones.ts';
import type { MilestoneView, PacePoint } from './outline.ts';

/**
 * The director pace: how much screen time each stretch of a run gets, as a fixed function of its milestones. Around
 * those in which something turns, milliseconds are stretched so far that single messages can be followed; the seconds
 * between them pass up to eight times as fast.
 */

/** Milestones that people wait for; the others belong to the everyday of a run. */
const TURNS: ReadonlySet<string> = new Set([
  ...FAULT_MILESTONES,
  'marked-down', 'marked-up', 'session-expired', 'znode-deleted', 'leader-elected', 'leader-stepped-down',
  'quorum-lost', 'quorum-regained', 'primary-elected', 'primary-promoted', 'primary-demoted', 'log-rewound', 'replication-degraded', 'fencing-rejected',
  'write-lost', 'stale-read', 'lock-acquired', 'lock-released', 'config-applied', 'service-degraded', 'service-recovered', 'first-write-accepted',
  'invariant-violated',
]); // prettier-ignore

/** Turns nearer to each other than this are one scene. */
const SCENE_GAP = 30 * MILLISECOND;
/** A scene begins a little before its first turn and ends when what its last one set off is on its way. */
const LEAD = MILLISECOND;
const TAIL = 2 * MILLISECOND;
/** A message of half a millisecond then takes a quarter of a second. */
const SLOWEST = 0.002;
/** A scene gets at most this much screen time, unless that would be faster than LEAST_SLOW. */
const LONGEST_SCENE = 5 * SECOND;
const LEAST_SLOW = 0.02;
const FASTEST = 8;
/** Screen time in which the pace changes by a factor of e on the way to a scene and away from it. */
const EASING = 0.3 * SECOND;
/** The pace changes in steps of this factor. */
const STEP = 1.4;

interface Scene {
  readonly from: SimTime;
  readonly to: SimTime;
  /** Simulated time a unit of screen time. */
  readonly rate: number;
}

/** Points of the function from simulated to screen time, linear between them, from 0 to `end`. */
export function paceOf(milestones: readonly MilestoneView[], end: SimTime): readonly PacePoint[] {
  const points = new PaceLine();
  let before: Scene | undefined;
  for (const scene of scenesOf(milestones, end)) {
    points.approach(before, scene, scene.from);
    points.go(scene.to, scene.rate);
    before = scene;
  }
  points.approach(before, undefined, end);
  return points.all;
}

function scenesOf(milestones: readonly MilestoneView[], end: SimTime): readonly Scene[] {
  const firstFault = milestones.find(({ type }) => FAULT_MILESTONES.has(type))?.time ?? end;
  const spans: { from: SimTime; to: SimTime }[] = [];
  for (const { type, time } of milestones) {
    if (!TURNS.has(type) || time > end) continue;
    const last = spans.at(-1);
    const [from, to] = [Math.max(0, time - LEAD), Math.min(end, time + TAIL)];
    if (last !== undefined && from - last.to < SCENE_GAP) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans.map(({ from, to }) => ({
    from,
    to,
    // How a system starts is passed over more quickly than what a fault brings about.
    rate: to < firstFault ? LEAST_SLOW : Math.min(LEAST_SLOW, Math.max(SLOWEST, (to - from) / LONGEST_SCENE)),
  }));
}

/** Grows a line of points from the beginning of a run to its end. */
class PaceLine {
  readonly all: PacePoint[] = [{ time: 0, screen: 0 }];
  private time: SimTime = 0;
  private screen: Duration = 0;

  /** On to `time` at `rate`. */
  go(time: SimTime, rate: number): void {
    if (time <= this.time) return;
    this.screen += (time - this.time) / rate;
    this.time = time;
    this.all.push({ time, screen: this.screen });
  }

  /** From one scene (or the start) to the next (or the end): faster away from the one, slower towards the other. */
  approach(before: Scene | undefined, after: Scene | undefined, until: SimTime): void {
    const from = this.time;
    const middle = before === undefined ? from : after === undefined ? until : Math.round((from + until) / 2);
    const away = before === undefined ? [] : ramp(before.rate, middle - from);
    for (const { to, rate } of away) this.go(from + to, rate);
    const towards = after === undefined ? [] : ramp(after.rate, until - middle);
    for (const [index, { rate }] of [...towards.entries()].reverse()) {
      this.go(until - (towards[index - 1]?.to ?? 0), rate);
    }
    this.go(until, FASTEST);
  }
}

/** Stretches of growing pace over `length`, by their distance from a scene of the pace `slow`. */
function ramp(slow: number, length: Duration): readonly { readonly to: Duration; readonly rate: number }[] {
  const stretches: { to: Duration; rate: number }[] = [];
  let rate = slow;
  while (rate < FASTEST) {
    const faster = Math.min(FASTEST, rate * STEP);
    const to = Math.round((faster - slow) * EASING);
    if (to >= length) break;
    stretches.push({ to, rate });
    rate = faster;
  }
  if ((stretches.at(-1)?.to ?? 0) < length) stretches.push({ to: length, rate });
  return stretches;
}
