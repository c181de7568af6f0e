import type { RecordedMilestone } from '../kernel/milestone.ts';
import type { SimTime } from '../lib/units.ts';
import {
  COUNTED_FACTS, type CountedFact, type Expectation, type MilestonePattern, type Question, type QuestionMetric, type StoryStep,
} from '../scenario/scenario.ts'; // prettier-ignore
import { telling } from '../words/index.ts';
import { judge, matches } from './expectations.ts';
import { requestsBySending } from './finished-requests.ts';
import { availability, downtime } from './metrics.ts';
import { milestoneText } from './milestone-text.ts';
import type { StoryQuestion, StoryStepView } from './outline.ts';
import { rolesAt } from './roles.ts';
import type { Run } from './run.ts';
import { countOf } from './write-fates.ts';

/** The steps of the story that happen in a run, in file order; their times never go back. */
export function storyOf(run: Run): readonly StoryStepView[] {
  const steps: StoryStepView[] = [];
  let from = 0;
  for (const [index, step] of run.scenario.story.entries()) {
    const milestone = step.on === undefined ? undefined : firstFrom(run, step.on, from);
    if (step.on !== undefined && milestone === undefined) continue;
    const time = Math.max(from, milestone?.time ?? step.at ?? from);
    if (time > run.end) continue;
    from = time;
    steps.push({
      index,
      time,
      milestone: milestone?.id,
      title: step.title ?? (milestone === undefined ? '' : milestoneText(milestone, run.scenario)),
      say: step.say,
      ask: step.ask === undefined ? undefined : answered(run, step.ask, time),
    });
  }
  return steps;
}

/** One sentence for each step that is left out because its milestone does not come. */
export function leftOutSteps(run: Run, steps: readonly StoryStepView[]): readonly string[] {
  const told = new Set(steps.map(({ index }) => index));
  return run.scenario.story.flatMap((step, index) => (told.has(index) ? [] : [leftOut(step, index)]));
}

function leftOut(step: StoryStep, index: number): string {
  const { step: untitled, titledStep, tooEarly, noMilestone, noMilestoneOf } = telling.leftOut;
  const { on, title } = step;
  const reason =
    on === undefined
      ? tooEarly
      : on.of === undefined
        ? noMilestone(on.milestone)
        : noMilestoneOf(on.milestone, on.of);
  return title === undefined ? untitled(index + 1, reason) : titledStep(index + 1, title, reason);
}

function firstFrom(run: Run, pattern: MilestonePattern, from: SimTime): RecordedMilestone | undefined {
  return run.simulation.recording.milestones.find(
    (milestone) => milestone.time >= from && matches(milestone, pattern),
  );
}

interface Found {
  /** The name of a node, an amount (µs, a share, a count), a yes or a no; undefined: there is no answer. */
  readonly value: string | number | undefined;
  readonly when: SimTime;
  /** The milestone that settles it. */
  readonly by: RecordedMilestone | undefined;
}

/** A question with its answer, read from the run. `asked` is the time of the step that asks. */
function answered(run: Run, ask: Question, asked: SimTime): StoryQuestion {
  const found = find(run, ask, asked);
  const { value } = found;
  const right = ask.choices.filter(({ text, range }) =>
    range === undefined || typeof value !== 'number'
      ? text === value
      : value >= range[0] - (ask.tolerance ?? 0) && value <= range[1] + (ask.tolerance ?? 0),
  );
  return {
    question: ask.question,
    choices: ask.choices.map(({ text, detail }) => ({ id: text, text, detail })),
    answers: right.map(({ text }) => text),
    value,
    unit: unitOf(ask),
    when: found.when,
    happened: found.by === undefined ? undefined : milestoneText(found.by, run.scenario),
    because: ask.because,
  };
}

function unitOf({ answer }: Question): StoryQuestion['unit'] {
  if (answer.of === 'time') return 'time';
  if (answer.of === 'count') return 'count';
  if (answer.of !== 'metric') return 'word';
  if (answer.metric === 'availability') return 'share';
  return answer.metric.endsWith('downtime') ? 'time' : 'count';
}

function find(run: Run, { answer, after }: Question, asked: SimTime): Found {
  const anchor = after === undefined ? undefined : firstFrom(run, after, asked);
  const when = anchor?.time ?? run.end;
  switch (answer.of) {
    case 'role':
      return { value: holderAt(run, answer.role, answer.group, when, anchor) ?? 'none', when, by: anchor };
    case 'node': {
      const hit = firstFrom(run, answer.pattern, anchor?.time ?? asked);
      return { value: hit?.node ?? 'none', when: hit?.time ?? run.end, by: hit };
    }
    case 'time': {
      const hit = firstFrom(run, answer.pattern, anchor?.time ?? asked);
      const { since } = answer;
      const start =
        since === undefined || hit === undefined
          ? undefined
          : run.simulation.recording.milestones.findLast(
              (milestone) => milestone.time <= hit.time && milestone !== hit && matches(milestone, since),
            );
      const value = hit === undefined ? undefined : hit.time - (start?.time ?? 0);
      return { value, when: hit?.time ?? run.end, by: hit };
    }
    case 'count': {
      const { milestones } = run.simulation.recording;
      const hits = milestones.filter(
        (milestone) =>
          milestone.time >= asked && milestone.time <= when && matches(milestone, answer.pattern),
      );
      return { value: hits.length, when, by: undefined };
    }
    case 'metric': {
      const { metric } = answer;
      // What became of a write, and what a read missed, is known at the end alone.
      return isCounted(metric)
        ? { value: countOf(run, metric), when: run.end, by: undefined }
        : { value: metricAt(run, metric, when), when, by: undefined };
    }
    case 'holds': {
      const { holds, why } = judge(run, answer.expectation);
      const by = run.simulation.recording.milestones.find(({ id }) => id === why);
      const settled = by !== undefined && isFinal(answer.expectation, holds) ? Math.min(by.time, when) : when;
      return { value: holds === undefined ? undefined : holds ? 'yes' : 'no', when: settled, by };
    }
  }
}

/** Whether the milestone that decides it does so for good: what has happened once cannot be undone by what comes later. */
function isFinal({ check }: Expectation, holds: boolean | undefined): boolean {
  const decided = { invariant: false, never: false, milestone: true, violated: true } as const;
  return check in decided && decided[check as keyof typeof decided] === holds;
}

/** Who has a role at `time`. A milestone about a member of the group, such as its election, names the holder itself. */
function holderAt(
  run: Run,
  role: 'primary' | 'leader',
  group: string,
  time: SimTime,
  anchor: RecordedMilestone | undefined,
): string | undefined {
  const members = rolesAt(run, time).filter((node) => node.group === group);
  const gains = role === 'primary' ? ['primary-elected', 'primary-promoted'] : ['leader-elected'];
  if (anchor !== undefined && gains.includes(anchor.type) && members.some(({ name }) => name === anchor.node))
    return anchor.node;
  return members.find((node) => node.role === role && node.up)?.name;
}

function isCounted(metric: QuestionMetric): metric is CountedFact {
  return COUNTED_FACTS.some((fact) => fact === metric);
}

/** Over the requests that had ended by `when`. */
function metricAt(run: Run, metric: Exclude<QuestionMetric, CountedFact>, when: SimTime): number {
  const requests = requestsBySending(run.simulation.recording.observations).filter(
    ({ endedAt }) => endedAt <= when,
  );
  switch (metric) {
    case 'availability':
      return availability(requests);
    case 'requests':
      return requests.length;
    case 'failed':
      return requests.filter(({ ok }) => !ok).length;
    case 'write-downtime':
      return downtime(requests, 'write', when);
    case 'read-downtime':
      return downtime(requests, 'read', when);
  }
}
