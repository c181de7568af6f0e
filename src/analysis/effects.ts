/** What a milestone or event caused: "why?" asked forwards. */
import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { EventView, Recording } from '../kernel/recording.ts';
import { causeOf, causeSteps, isRearmed } from './cause-steps.ts';
import { requestsByEnd } from './finished-requests.ts';
import { eventText } from './event-text.ts';
import { lapseOf } from './lapse.ts';
import { milestoneText } from './milestone-text.ts';
import type { Effect, Effects } from './answer.ts';
import type { Run } from './run.ts';
import { findEvent } from './why.ts';

/** More are counted only. */
const EFFECTS_MAX = 400;
/** The asked one itself, among the indices of milestones. */
const ASKED = -1;

/**
 * The effects of a milestone or event, in one pass over the events after it. Undefined if the run has no such id. A
 * timer that a process merely set again is none, or else everything would be.
 */
export function effectsOf(run: Run, id: string): Effects | undefined {
  const { recording } = run.simulation;
  const asked = recording.milestones.find((milestone) => milestone.id === id);
  const start = asked?.event ?? findEvent(recording, id);
  if (start === undefined) return undefined;
  const view = recording.event(start);
  const name = recording.nodeNames[view.node] ?? '';
  const found = spread(recording, start, asked);
  const effects = found.effects.map((effect): Effect => {
    const { time, type, node } = effect.milestone;
    const text = milestoneText(effect.milestone, run.scenario);
    return {
      id: effect.milestone.id,
      time,
      type,
      node,
      text,
      delta: time - view.time,
      parent: effect.parent,
    };
  });
  return {
    text:
      asked === undefined ? eventText(name, view.occurrence, view.time) : milestoneText(asked, run.scenario),
    time: view.time,
    effects: effects.slice(0, EFFECTS_MAX),
    more: Math.max(0, effects.length - EFFECTS_MAX),
    events: found.events,
    failedRequests: found.failedRequests,
  };
}

interface Found {
  readonly effects: readonly { readonly milestone: RecordedMilestone; readonly parent: string | undefined }[];
  readonly events: number;
  readonly failedRequests: number;
}

function spread(recording: Recording, start: number, asked: RecordedMilestone | undefined): Found {
  const { milestones } = recording;
  const askedIndex = asked === undefined ? ASKED : milestones.indexOf(asked);
  const hidden = hiddenCauses(recording, start);
  const backAgain = returns(recording);
  const told = milestonesByEvent(milestones, start);
  const marks = new Uint8Array(recording.events - start);
  /** The place in `milestones` of the nearest effect at or before each event. */
  const nearest = new Int32Array(recording.events - start).fill(ASKED);
  const failing = failuresByEvent(recording);
  const effects: { milestone: RecordedMilestone; parent: string | undefined }[] = [];
  let events = 0;
  let failedRequests = 0;
  for (let number = start; number < recording.events; number++) {
    const view = recording.event(number);
    const follows = (one: number | undefined): one is number =>
      one !== undefined && one >= start && marks[one - start] === 1;
    const plain = hidden.get(number) ?? plainCause(recording, view);
    const cause = follows(plain) ? plain : backAgain.get(number);
    const marked = number === start || follows(cause);
    const failures = failing.get(number) ?? 0;
    if (failures > 0 && (marked || metEffect(recording, number, marks, start))) failedRequests += failures;
    if (!marked) continue;
    marks[number - start] = 1;
    let near = number === start ? ASKED : (nearest[(cause ?? start) - start] ?? ASKED);
    if (number !== start) events++;
    for (const index of told.get(number) ?? []) {
      const milestone = milestones[index];
      if (milestone === undefined) continue;
      if (number === start && index <= askedIndex) continue;
      effects.push({ milestone, parent: milestones[near]?.id });
      // Watches fire for others than the node itself: what follows here does not follow from them.
      if (milestone.type !== 'watch-fired') near = index;
    }
    nearest[number - start] = near;
  }
  return { effects, events, failedRequests };
}

function plainCause(recording: Recording, view: EventView): number | undefined {
  return isRearmed(recording, view) ? undefined : causeOf(view.occurrence);
}

function milestonesByEvent(
  milestones: readonly RecordedMilestone[],
  start: number,
): ReadonlyMap<number, readonly number[]> {
  const told = new Map<number, number[]>();
  for (const [index, { event }] of milestones.entries()) {
    if (event >= start) told.set(event, [...(told.get(event) ?? []), index]);
  }
  return told;
}

/** The causes that are no occurrence's: the fault behind a silence or a lapse, and what made a first write possible. */
function hiddenCauses(recording: Recording, start: number): ReadonlyMap<number, number> {
  const hidden = new Map<number, number>();
  for (const milestone of recording.milestones) {
    if (milestone.event < start) continue;
    const lapse = lapseOf(recording, recording.event(milestone.event));
    if (lapse !== undefined) hidden.set(milestone.event, lapse.event);
    const accepted = milestone.type === 'first-write-accepted';
    if (lapse !== undefined || (milestone.silence === undefined && !accepted)) continue;
    const steps = causeSteps(recording, milestone.event, milestone);
    const at = steps.findIndex(({ view, silentNode }) =>
      accepted ? isRearmed(recording, view) : silentNode !== undefined,
    );
    const effect = accepted ? milestone.event : steps[at]?.view.number;
    const cause = steps[at + 1]?.view.number;
    if (at >= 0 && effect !== undefined && cause !== undefined) hidden.set(effect, cause);
  }
  return hidden;
}

/** Where a database that had stepped down, and was not elected anew, became primary again: the step-down before each. */
function returns({ milestones }: Recording): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const down = new Map<string, number>();
  for (const { type, node, event } of milestones) {
    if (type === 'primary-demoted') down.set(node, event);
    else if (type === 'primary-elected' || type === 'node-crashed') down.delete(node);
    const before = type === 'primary-promoted' ? down.get(node) : undefined;
    if (before === undefined) continue;
    found.set(event, before);
    down.delete(node);
  }
  return found;
}

function failuresByEvent({ observations }: Recording): ReadonlyMap<number, number> {
  const failing = new Map<number, number>();
  for (const { event, ok } of requestsByEnd(observations)) {
    if (!ok) failing.set(event, (failing.get(event) ?? 0) + 1);
  }
  return failing;
}

/** Whether a request that this event ended, and that did not come of the effects itself, met one of them. */
function metEffect(recording: Recording, event: number, marks: Uint8Array, start: number): boolean {
  return causeSteps(recording, event, undefined, false).some(
    ({ view: { number } }) => number >= start && marks[number - start] === 1,
  );
}
