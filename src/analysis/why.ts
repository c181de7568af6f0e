import type { EventView, Recording } from '../kernel/recording.ts';
import type { CauseStep } from './cause-step.ts';
import { causeSteps } from './cause-steps.ts';
import { eventText } from './event-text.ts';
import { withFailedChecks } from './failed-checks.ts';
import { withFurtherCauses } from './further-causes.ts';
import { milestoneText } from './milestone-text.ts';
import type { CauseLink } from './answer.ts';
import type { Run } from './run.ts';

type Link = Omit<CauseLink, 'cause' | 'delta'>;

/**
 * Why a milestone or an event happened: the chain of causes, effect first, back to a fault or to the scenario itself.
 * Empty if the run has no such milestone or event.
 */
export function causeChain(run: Run, id: string): readonly CauseLink[] {
  const { recording } = run.simulation;
  const milestone = recording.milestones.find((candidate) => candidate.id === id);
  const event = milestone?.event ?? findEvent(recording, id);
  if (event === undefined) return [];
  const steps = withFurtherCauses(
    recording,
    withFailedChecks(recording, causeSteps(recording, event, milestone)),
  );
  return closed(steps.flatMap((step) => linksOf(run, step)));
}

/** The number of the event `node#n`; undefined if the run has none. */
export function findEvent(recording: Recording, id: string): number | undefined {
  const at = id.lastIndexOf('#');
  const node = recording.nodeNames.indexOf(id.slice(0, at));
  return node < 0 ? undefined : recording.findEvent(node, Number(id.slice(at + 1)));
}

/** The milestones of a step, then its event; a fault is told by its milestones alone. */
function linksOf(run: Run, { view, told, silentNode, condition }: CauseStep): readonly Link[] {
  const { scenario, simulation } = run;
  const { recording } = simulation;
  const { time, occurrence } = view;
  const how = {
    how: occurrence.type,
    name: nameOf(occurrence),
    from: occurrence.from,
    silentNode,
    silentThrough: silentNode === undefined ? undefined : serverBetween(run, view, silentNode),
    ends: [],
    condition,
  };
  const links: Link[] = told.map((milestone) => ({
    ...how,
    id: milestone.id,
    event: view.id,
    time,
    kind: 'milestone',
    type: milestone.type,
    node: milestone.node,
    text: milestoneText(milestone, scenario),
    ends: typeof milestone.data.ends === 'object' ? milestone.data.ends : [],
  }));
  const node = recording.nodeNames[view.node] ?? '';
  const text = eventText(node, occurrence, time);
  if (occurrence.type !== 'fault')
    links.push({
      ...how,
      id: view.id,
      event: view.id,
      time,
      kind: 'event',
      type: occurrence.type,
      node,
      text,
    });
  return links;
}

/** A leader expires the sessions of all servers: the one that a client was connected to, if it is not the leader itself. */
function serverBetween({ simulation }: Run, view: EventView, client: string): string | undefined {
  const { recording, nodes } = simulation;
  const keeper = nodes[view.node];
  const state = recording.stateAt(view.node, view.time - 1);
  if (keeper === undefined || state === undefined) return undefined;
  const { sessions } = keeper.spec.kind.face(state, view.time);
  const server = sessions?.find((session) => session.client === client)?.server;
  return server === keeper.name ? undefined : server;
}

function nameOf({ type, message, name }: CauseStep['view']['occurrence']): string {
  return type === 'message' ? message.type : name;
}

/** Joins the links: each one's cause is the next. */
function closed(links: readonly Link[]): readonly CauseLink[] {
  return links.map((link, index) => {
    const next = links[index + 1];
    return { ...link, cause: next?.id, delta: next === undefined ? 0 : link.time - next.time };
  });
}
