import { faultSteps, type FaultStep } from '../kernel/fault-schedule.ts';
import type { Face } from '../kernel/kind.ts';
import type { Occurrence } from '../kernel/occurrence.ts';
import type { NodeStatus } from '../kernel/node-runtime.ts';
import { AppendLog } from '../lib/append-log.ts';
import { MILLISECOND, type SimTime } from '../lib/units.ts';
import { messageId } from './message-id.ts';
import { packetFamilies, type PacketFamilies, packetFamily, packetLabel } from './packet.ts';
import type {
  NodeDetail,
  NodePicture,
  PacketPicture,
  Picture,
  SessionPicture,
  TimerPicture,
} from './picture.ts';
import { peersOf } from './peers.ts';
import { rolesAt } from './roles.ts';
import type { Run } from './run.ts';
import { sessionPicture, sessionsByClient } from './session-picture.ts';
import { cutPairs, standingFaults } from './standing-faults.ts';

const NO_FACE: Face = { role: '', tone: 'plain', facts: [] };

/** Which timers the ring shows: the first of these that is pending, before and after the node's session. */
const FIRST_TIMERS = ['election', 'promotion'];
const OTHER_TIMERS = ['check', 'zookeeper-read'];

/** The verbs that bring a node back, by what it is. */
const RETURNS: Readonly<Partial<Record<NodeStatus, readonly string[]>>> = {
  down: ['restart', 'plug'],
  unplugged: ['plug'],
  paused: ['resume'],
};

/** The system at `time`, events at `time` included: read from the recording, nothing is run. */
export function pictureAt(run: Run, time: SimTime, selected: string | undefined): Picture {
  const { simulation } = run;
  const { recording } = simulation;
  const states = recording.statesAt(time);
  const pending = recording.pendingAt(time);
  const standings = rolesAt(run, time);
  const timers = simulation.nodes.map((): TimerPicture[] => []);
  for (const occurrence of pending) {
    if (occurrence.type === 'timer') timers[occurrence.node]?.push(timerPicture(occurrence));
  }
  const faces = simulation.nodes.map((node, index): Face => {
    const state = states[index];
    return state === undefined ? NO_FACE : node.spec.kind.face(state, time);
  });
  const sessions = sessionsByClient(faces);
  const faults = standingFaults(run, time);
  const returns = run.scenario.faults.length === 0 ? [] : faultSteps(run.scenario.faults);
  const nodes = simulation.nodes.map(({ name }, index): NodePicture => {
    const { status = 'waiting', isolated = false, since = 0 } = standings[index] ?? {};
    const { sessions: _kept, ...face } = faces[index] ?? NO_FACE;
    const known = sessions.get(name);
    const session = known === undefined ? undefined : sessionPicture(known, { status, isolated }, time);
    const back = returnOf(returns, { name, status, since }, time);
    const ring = ringOf(timers[index] ?? [], session, back);
    return {
      name,
      status,
      isolated,
      since,
      face,
      ring,
      session,
      conditions: faults.conditions.get(name) ?? [],
    };
  });
  const families = packetFamilies(run);
  const index = selected === undefined ? -1 : recording.nodeNames.indexOf(selected);
  return {
    time,
    event: recording.eventsUntil(time),
    nodes,
    packets: pending
      .filter((occurrence) => occurrence.sender >= 0)
      .map((packet) => packetPicture(packet, time, recording.nodeNames, families)),
    cuts: cutPairs(faults.links),
    linkFaults: faults.links,
    detail:
      selected === undefined || index < 0
        ? undefined
        : {
            name: selected,
            ...threeStates(run, index, time, states[index]),
            peers: peersOf(run, selected, states),
            timers: (timers[index] ?? []).sort((a, b) => a.firesAt - b.firesAt),
          },
  };
}

/** How far back what is gone is still shown. */
const LATELY = 100 * MILLISECOND;

/**
 * A node's state with the two that it is compared with. States share what they have in common, and so do their copies
 * in one message, so that the other two cost little more than their differences.
 */
function threeStates(
  { simulation }: Run,
  node: number,
  time: SimTime,
  state: unknown,
): Pick<NodeDetail, 'state' | 'before' | 'lately'> {
  const earlier = (by: number): unknown => {
    const other = time < by ? undefined : simulation.recording.stateAt(node, time - by);
    return other === state ? undefined : detached(other);
  };
  return { state: detached(state), before: earlier(1), lately: earlier(LATELY) };
}

const LOG_TAIL = 20;

/** How deep logs lie in a state. */
const LOG_DEPTH = 2;

/** A state as it can be sent: of its logs, which share their memory with the future, the length and the latest entries. */
function detached(value: unknown, depth = LOG_DEPTH): unknown {
  if (value instanceof AppendLog) {
    return { length: value.length, tail: value.slice(value.length - LOG_TAIL) };
  }
  if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, detached(one, depth - 1)]));
}

function timerPicture({ name, key, setAt, time }: Occurrence): TimerPicture {
  return { name, key, setAt, firesAt: time };
}

/** An election, then the node's own session, which a lease may end sooner once nothing is heard; then what is left. */
function ringOf(
  timers: readonly TimerPicture[],
  session: SessionPicture | undefined,
  back: TimerPicture | undefined,
): TimerPicture | undefined {
  const first = earliest(timers, FIRST_TIMERS);
  if (first !== undefined) return first;
  const lease = session?.silent === false ? undefined : earliest(timers, ['lease']);
  if (lease !== undefined) return lease;
  if (session !== undefined)
    return { name: 'session', key: 0, setAt: session.heardAt, firesAt: session.expiresAt };
  return back ?? earliest(timers, OTHER_TIMERS);
}

function earliest(timers: readonly TimerPicture[], names: readonly string[]): TimerPicture | undefined {
  for (const name of names) {
    const found = timers.filter((timer) => timer.name === name);
    if (found.length > 0) return found.reduce((a, b) => (b.firesAt < a.firesAt ? b : a));
  }
  return undefined;
}

/** When the scenario brings a node back that is down, unplugged or paused. */
function returnOf(
  steps: readonly FaultStep[],
  { name, status, since }: Pick<NodePicture, 'name' | 'status' | 'since'>,
  now: SimTime,
): TimerPicture | undefined {
  const verbs = RETURNS[status];
  const step = steps.find(
    ({ at, action }) =>
      at > now &&
      verbs?.includes(action.verb) === true &&
      'target' in action &&
      'nodes' in action.target &&
      action.target.nodes.includes(name),
  );
  return step === undefined ? undefined : { name: 'back', key: 0, setAt: since, firesAt: step.at };
}

function packetPicture(
  packet: Occurrence,
  time: SimTime,
  names: readonly string[],
  families: PacketFamilies,
): PacketPicture {
  const { held } = packet;
  const from = packet.since;
  const travelled = held ? 0.5 : Math.min(1, (time - from) / Math.max(1, packet.time - from));
  return {
    id: messageId(packet, names),
    from: names[packet.sender] ?? '',
    to: names[packet.node] ?? '',
    label: packetLabel(packet),
    family: packetFamily(packet, families),
    sentAt: packet.setAt,
    arrivesAt: held ? undefined : packet.time,
    fraction: packet.releasedAt > 0 && !held ? 0.5 + travelled / 2 : travelled,
  };
}
