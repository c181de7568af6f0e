import type { EventView, Recording, RecordedMilestone } from '../kernel/recording.ts';
import { NO_CAUSE, type Occurrence } from '../kernel/occurrence.ts';
import { milestoneText } from './milestone-text.ts';
import type { CauseLink } from './picture.ts';
import type { Run } from './run.ts';

/** A chain longer than this is cut; chains end in a fault or a start long before. */
const LINKS_MAX = 200;

type Link = Omit<CauseLink, 'cause' | 'delta'>;

/** Faults that make a node fall silent, each with what ends it. */
const SILENCERS: Readonly<Record<string, string>> = {
  'node-crashed': 'node-restarted',
  'node-unplugged': 'node-plugged',
  'node-paused': 'node-resumed',
  'node-isolated': 'node-rejoined',
  'link-cut': 'link-healed',
};

/**
 * Why a milestone or an event happened: the chain of causes, effect first, back to a fault or to the scenario itself.
 * A timer that fired because nothing was heard of a node is followed to the fault that silenced the node.
 */
export function causeChain(run: Run, id: string): readonly CauseLink[] {
  const { recording } = run.simulation;
  const milestone = recording.milestones.find((candidate) => candidate.id === id);
  const event = milestone?.event ?? findEvent(recording, id);
  if (event === undefined) return [];
  return closed(collect(recording, event, milestone));
}

function findEvent(recording: Recording, id: string): number | undefined {
  const [name = '', ordinal = ''] = id.split('#');
  const node = recording.nodeNames.indexOf(name);
  return node < 0 ? undefined : recording.findEvent(node, Number(ordinal));
}

function collect(
  recording: Recording,
  event: number,
  milestone: RecordedMilestone | undefined,
): readonly Link[] {
  const links: Link[] = [];
  let current: number | undefined = event;
  let silence: RecordedMilestone['silence'];
  let effectNode: string | undefined;
  while (current !== undefined && links.length < LINKS_MAX) {
    const view = recording.event(current);
    const told = milestonesOf(recording, view, current === event ? milestone : undefined, effectNode);
    for (const link of told) links.push(milestoneLink(link));
    silence ??= told.find((link) => link.silence !== undefined)?.silence;
    if (view.occurrence.type !== 'fault') links.push(eventLink(recording, view));
    if (view.occurrence.type === 'timer' && silence !== undefined) {
      const silencer = findSilencer(recording, silence, recording.nodeNames[view.node] ?? '', view.time);
      silence = undefined;
      if (silencer !== undefined) {
        current = silencer.event;
        continue;
      }
    }
    effectNode = recording.nodeNames[view.node];
    current = causeOf(view.occurrence);
  }
  return links;
}

/** The milestones of an event that belong to the chain, latest first: of the first event, those up to the asked one. */
function milestonesOf(
  recording: Recording,
  view: EventView,
  asked: RecordedMilestone | undefined,
  effectNode: string | undefined,
): readonly RecordedMilestone[] {
  const noted = recording.milestones.filter((milestone) => milestone.event === view.number);
  const until = asked === undefined ? noted : noted.slice(0, noted.indexOf(asked) + 1);
  return until
    .filter(
      (milestone) => milestone === asked || milestone.type !== 'watch-fired' || milestone.node === effectNode,
    )
    .reverse();
}

/** What to follow back: the fault behind a refusal or a thaw rather than the attempt that met it. */
function causeOf(occurrence: Occurrence): number | undefined {
  const cause = occurrence.because === NO_CAUSE ? occurrence.cause : occurrence.because;
  return cause === NO_CAUSE ? undefined : cause;
}

/** The latest fault before `time` that kept the node, or whoever listened for it, from being heard since then. */
function findSilencer(
  recording: Recording,
  silence: NonNullable<RecordedMilestone['silence']>,
  listener: string,
  time: number,
): RecordedMilestone | undefined {
  const { milestones } = recording;
  const concerns = (milestone: RecordedMilestone, name: string): boolean => {
    if (milestone.type !== 'link-cut') return milestone.node === name;
    const ends = milestone.data.ends;
    return typeof ends === 'object' && ends.some((set) => set.split(', ').includes(name));
  };
  const silenced = (name: string): RecordedMilestone | undefined =>
    milestones.findLast((milestone) => {
      const counterpart = SILENCERS[milestone.type];
      if (counterpart === undefined || milestone.time > time || !concerns(milestone, name)) return false;
      const ended = milestones.find(
        (other) => other.type === counterpart && other.time > milestone.time && other.node === milestone.node,
      );
      return ended === undefined || ended.time > silence.since;
    });
  return silenced(silence.of) ?? silenced(listener);
}

function milestoneLink(milestone: RecordedMilestone): Link {
  const { id, time, type, node } = milestone;
  return { id, time, type, node, text: milestoneText(milestone) };
}

function eventLink(recording: Recording, view: EventView): Link {
  const { id, time, occurrence } = view;
  const node = recording.nodeNames[view.node] ?? '';
  return { id, time, type: occurrence.type, node, text: eventText(node, occurrence, time) };
}

/** An event in one line. */
function eventText(node: string, occurrence: Occurrence, time: number): string {
  const since = `${String((time - occurrence.setAt) / 1000)} ms`;
  switch (occurrence.type) {
    case 'message':
      return `${node} receives ${occurrence.message.type} from ${occurrence.from}, ${since} on the way`;
    case 'accepted':
      return `${occurrence.from} connects to ${node}`;
    case 'connected':
      return `${node} is connected to ${occurrence.from}`;
    case 'closed':
      return `connection of ${node} to ${occurrence.from} ${occurrence.reason}`;
    case 'timer':
      return `timer ${occurrence.name} of ${node} fires, set ${since} before`;
    case 'written':
      return `${node} has ${occurrence.name} on disk, ${since} after writing`;
    case 'start':
      return occurrence.key === 1 ? `process of ${node} starts again` : `process of ${node} starts`;
    case 'fault':
      return `fault ${occurrence.name} at ${node}`;
  }
}

/** Joins the links: each one's cause is the next. */
function closed(links: readonly Link[]): readonly CauseLink[] {
  return links.map((link, index) => {
    const next = links[index + 1];
    return { ...link, cause: next?.id, delta: next === undefined ? 0 : link.time - next.time };
  });
}
