import type { HealthCheck } from '../kinds/load-balancer/checks.ts';
import type { OutcomeCount } from '../kinds/client/protocol.ts';
import { defined } from '../lib/assert.ts';
import type { SimTime } from '../lib/units.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { failoversOf } from './anatomy.ts';
import { checksOf } from './checks.ts';
import { outcomesOf } from './outcomes.ts';
import type {
  CauseLink,
  Effects,
  Failover,
  NodeEventLine,
  Picture,
  Requests,
  RequestStory,
  RunSummary,
} from './picture.ts';
import { effectsOf } from './effects.ts';
import { requestsOf } from './requests.ts';
import { requestStory } from './request-story.ts';
import { eventsOf } from './node-events.ts';
import { type MessageView, messageView } from './message.ts';
import { pictureAt } from './picture-at.ts';
import { continueRun, rerun, type Run, runScenario } from './run.ts';
import { stepFrom, type StepDirection, type StepTo } from './steps.ts';
import { summarise } from './summary.ts';
import { type SpaceTime, spaceTime } from './space-time.ts';
import { causeChain } from './why.ts';

/** What can be asked of the newest run. Every answer is plain data, fit for a message. */
export interface RunQuestions {
  /** Runs a scenario; what it shares with the run before is not computed again. */
  readonly run: (scenario: Scenario) => RunSummary;
  /** Runs a scenario only as far as the cursor, for a picture in time; `finish` runs the rest. */
  readonly begin: (scenario: Scenario, time: SimTime, selected: string | undefined) => Picture;
  readonly finish: () => RunSummary;
  readonly picture: (time: SimTime, selected: string | undefined) => Picture;
  readonly why: (id: string) => readonly CauseLink[];
  /** The failovers of all groups of databases, each with its phases. */
  readonly failovers: () => readonly Failover[];
  /** The last `count` events at a node up to `time`, the latest first. */
  readonly eventsOf: (node: string, time: SimTime, count: number) => readonly NodeEventLine[];
  /** The last `count` health checks of each server of a load balancer up to `time`, and the one that marked it, the earliest first. */
  readonly checksOf: (node: string, time: SimTime, count: number) => readonly HealthCheck[];
  /** What became of a client's requests up to `time`, by outcome. */
  readonly outcomesOf: (node: string, time: SimTime) => readonly OutcomeCount[];
  /** The time of the next such moment after `time`, or of the last one before it; undefined if there is none. */
  readonly step: (time: SimTime, direction: StepDirection, to: StepTo) => SimTime | undefined;
  /** What a milestone or event caused; undefined if the run has none of that id. */
  readonly effects: (id: string) => Effects | undefined;
  readonly requests: () => Requests;
  /** One request, by its id in `requests` or by the event that ended it; undefined if there is none. */
  readonly request: (id: string) => RequestStory | undefined;
  /** What a window of time (µs) held: messages with their fates, disk syncs. */
  readonly spaceTime: (from: SimTime, to: SimTime) => SpaceTime;
  /** Everything about one message; undefined if the run has none of that id. */
  readonly message: (id: string) => MessageView | undefined;
}

/** Holds the newest run and answers what is asked of it. */
export function createRunService(): RunQuestions {
  let current: Run | undefined;
  /** The last run that went to its end: what others are forked from. */
  let whole: Run | undefined;
  const run = (): Run => defined(current, 'a run');
  const settle = (settled: Run): RunSummary => {
    current = settled;
    whole = settled;
    return summarise(settled);
  };
  return {
    run: (scenario) => settle(whole === undefined ? runScenario(scenario) : rerun(whole, scenario)),
    begin: (scenario, time, selected) => {
      current = whole === undefined ? runScenario(scenario, time) : rerun(whole, scenario, time);
      return pictureAt(current, time, selected);
    },
    finish: () => settle(continueRun(run())),
    picture: (time, selected) => pictureAt(run(), time, selected),
    why: (id) => causeChain(run(), id),
    failovers: () => failoversOf(run()),
    eventsOf: (node, time, count) => eventsOf(run(), node, time, count),
    checksOf: (node, time, count) => checksOf(run(), node, time, count),
    outcomesOf: (node, time) => outcomesOf(run(), node, time),
    step: (time, direction, to) => stepFrom(run(), time, direction, to),
    effects: (id) => effectsOf(run(), id),
    requests: () => requestsOf(run()),
    request: (id) => requestStory(run(), id),
    spaceTime: (from, to) => spaceTime(run(), from, to),
    message: (id) => messageView(run(), id),
  };
}
