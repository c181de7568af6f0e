import type { HealthCheck } from '../kinds/load-balancer/checks.ts';
import type { OutcomeCount } from '../kinds/client/protocol.ts';
import type { SimTime } from '../lib/units.ts';
import type { Expectation } from '../scenario/scenario.ts';
import { failoversOf } from './anatomy.ts';
import { checksOf } from './checks.ts';
import { effectsOf } from './effects.ts';
import { type Counterfactual, counterfactuals } from './counterfactuals.ts';
import { type MessageView, messageView } from './message.ts';
import { nearestChanges } from './nearest-change.ts';
import { eventsOf } from './node-events.ts';
import type { Registered } from '../kinds/calling/task.ts';
import { outcomesOf } from './outcomes.ts';
import type { CauseLink, Effects, Failover, RequestOutline, Requests, RequestStory } from './answer.ts';
import type { EventLine } from './picture.ts';
import { registeredAt } from './registered.ts';
import { requestStory } from './request-story.ts';
import { requestsOf, requestsThrough } from './requests.ts';
import type { Run } from './run.ts';
import { type SpaceTime, spaceTime } from './space-time.ts';
import { causeChain } from './why.ts';

/** What somebody may ask of a run once its picture stands; no picture needs the code of the answers. */
export interface LaterQuestions {
  readonly why: (id: string) => readonly CauseLink[];
  /** The failovers of all groups of databases, each with its phases. */
  readonly failovers: () => readonly Failover[];
  /** The last `count` events at a node up to `time`, the latest first. */
  readonly eventsOf: (node: string, time: SimTime, count: number) => readonly EventLine[];
  /** The last `count` health checks of each server of a load balancer up to `time`, and the one that marked it, the earliest first. */
  readonly checksOf: (node: string, time: SimTime, count: number) => readonly HealthCheck[];
  /** What became of a client's or a load balancer's requests up to `time`, by outcome. */
  readonly outcomesOf: (node: string, time: SimTime) => readonly OutcomeCount[];
  /** The znodes at `time`, each with when it was created. */
  readonly registeredAt: (time: SimTime) => readonly Registered[];
  /** What a milestone or event caused; undefined if the run has none of that id. */
  readonly effects: (id: string) => Effects | undefined;
  readonly requests: () => Requests;
  /** The last `count` requests up to `time` whose last attempt went to a node, failed ones before others. */
  readonly requestsThrough: (node: string, time: SimTime, count: number) => readonly RequestOutline[];
  /** One request, by its id in `requests` or by the event that ended it; undefined if there is none. */
  readonly request: (id: string) => RequestStory | undefined;
  /** What a window of time (µs) held: messages with their fates, disk syncs. */
  readonly spaceTime: (from: SimTime, to: SimTime) => SpaceTime;
  /** Everything about one message; undefined if the run has none of that id. */
  readonly message: (id: string) => MessageView | undefined;
  /** For each expectation: the nearest that would hold in its place, where it fails and there is one. */
  readonly nearestChanges: () => readonly (Expectation | undefined)[];
  /** What the expectations come to without one of the faults; asked again until it is done. */
  readonly withoutFault: (fault: number) => Counterfactual;
}

/** Answers what is asked of the newest run, whichever that is when it is asked. */
export function laterAnswers(run: () => Run): LaterQuestions {
  return {
    why: (id) => causeChain(run(), id),
    failovers: () => failoversOf(run()),
    eventsOf: (node, time, count) => eventsOf(run(), node, time, count),
    checksOf: (node, time, count) => checksOf(run(), node, time, count),
    outcomesOf: (node, time) => outcomesOf(run(), node, time),
    registeredAt: (time) => registeredAt(run(), time),
    effects: (id) => effectsOf(run(), id),
    requests: () => requestsOf(run()),
    requestsThrough: (node, time, count) => requestsThrough(run(), node, time, count),
    request: (id) => requestStory(run(), id),
    spaceTime: (from, to) => spaceTime(run(), from, to),
    message: (id) => messageView(run(), id),
    nearestChanges: () => nearestChanges(run()),
    withoutFault: counterfactuals(run),
  };
}
