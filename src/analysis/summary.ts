import { COUNTERPARTS } from '../kernel/fault.ts';
import { evaluated } from '../kernel/monitor.ts';
import { telling } from '../words/index.ts';
import { judgeExpectations } from './expectations.ts';
import { faultText } from './fault-text.ts';
import { metricsOf, successSeries } from './metrics.ts';
import { milestoneText } from './milestone-text.ts';
import { paceOf } from './pace.ts';
import type { FaultTone, FaultView, MilestoneView, NodeOutline, RunSummary } from './outline.ts';
import { replicationLags } from './replication.ts';
import type { ScenarioFault } from '../scenario/scenario.ts';
import { lanesOf } from './roles.ts';
import { MODEL_VERSION, type Run } from './run.ts';
import { storyOf } from './story.ts';

/** A run in outline. */
export function summarise(run: Run): RunSummary {
  const { scenario, simulation } = run;
  const milestones = milestonesOf(run);
  const replication = replicationLags(run);
  return {
    digest: simulation.digestText,
    modelVersion: MODEL_VERSION,
    title: scenario.title,
    seed: scenario.seed,
    duration: scenario.duration,
    end: run.end,
    events: simulation.recording.events,
    outcome: outcomeOf(run),
    nodes: outlineOf(run),
    milestones,
    lanes: lanesOf(run),
    faults: faultsOf(run),
    story: storyOf(run),
    expectations: judgeExpectations(run),
    invariants: invariantsOf(run),
    metrics: metricsOf(run, replication),
    success: successSeries(run),
    replication,
    pace: paceOf(milestones, run.end),
  };
}

/** A run that is still being computed: what it has to show must still hold at its end, and no question is answered yet. */
export function summariseSoFar(run: Run): RunSummary {
  const summary = summarise(run);
  return {
    ...summary,
    story: summary.story.map((step) => ({ ...step, ask: undefined })),
    expectations: summary.expectations.map((verdict) => ({
      ...verdict,
      holds: undefined,
      measured: '',
      why: undefined,
    })),
  };
}

function outcomeOf({ simulation, scenario }: Run): RunSummary['outcome'] {
  const { outcome } = simulation.recording;
  if (outcome.type === 'limit') return { type: 'limit', sentence: outcome.sentence };
  if (outcome.type !== 'bug') return { type: 'finished', sentence: '' };
  const { message, time, event } = outcome;
  return { type: 'bug', sentence: telling.bug(message, time, event, scenario.seed) };
}

function outlineOf({ scenario, simulation }: Run): readonly NodeOutline[] {
  return simulation.world.nodes.map(({ name, group, kind, config }, index) => ({
    name,
    kind: kind.kind,
    group,
    index: scenario.nodes[index]?.index ?? 1,
    zone: scenario.nodes[index]?.zone,
    edges: kind.edges(config),
  }));
}

/** Every milestone with its text, in order of time. */
export function milestonesOf({ scenario, simulation }: Run): readonly MilestoneView[] {
  return simulation.recording.milestones.map((milestone) => ({
    id: milestone.id,
    cause: milestone.cause,
    time: milestone.time,
    type: milestone.type,
    node: milestone.node,
    reason: milestone.reason,
    data: milestone.data,
    text: milestoneText(milestone, scenario),
  }));
}

function faultsOf({ scenario }: Run): readonly FaultView[] {
  return scenario.faults.map((fault, index) => ({
    fault: index,
    at: fault.at,
    until: fault.for === undefined ? undefined : fault.at + fault.for,
    text: faultText(fault, scenario),
    tone: toneOf(fault),
  }));
}

const HEALING = new Set<string>(Object.values(COUNTERPARTS));

/** A power cut is trouble, whoever ordered it. */
function toneOf(fault: ScenarioFault): FaultTone {
  switch (fault.verb) {
    case 'add':
      return 'adds';
    case 'remove':
      return fault.abrupt ? 'breaks' : 'removes';
    case 'set':
    case 'zookeeper':
      return 'sets';
    default:
      return HEALING.has(fault.verb) ? 'heals' : 'breaks';
  }
}

/** How often each invariant of the kinds that take part was violated. */
function invariantsOf({ simulation }: Run): RunSummary['invariants'] {
  const { asked } = simulation.world;
  const names = new Set<string>();
  for (const { kind } of simulation.world.nodes) {
    for (const { name } of evaluated(kind.invariants, asked)) if (name !== '') names.add(name);
  }
  return [...names].map((name) => {
    const found = simulation.recording.milestones.filter(
      (milestone) => milestone.type === 'invariant-violated' && milestone.data.invariant === name,
    );
    return { name, violations: found.length, first: found[0]?.time };
  });
}
