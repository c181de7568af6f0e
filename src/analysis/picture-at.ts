import type { PacketFamily } from '../kernel/kind.ts';
import type { Occurrence } from '../kernel/occurrence.ts';
import { AppendLog } from '../lib/append-log.ts';
import type { SimTime } from '../lib/units.ts';
import { departure, messageId } from './message-id.ts';
import type { NodePicture, PacketPicture, Picture, TimerPicture } from './picture.ts';
import { rolesAt } from './roles.ts';
import type { Run } from './run.ts';

const NO_FACE = { role: '', tone: 'plain', facts: [] } as const;

/** Which timer the ring shows: the first of these that is pending. */
const RING_TIMERS = [
  'lease',
  'election',
  'promotion',
  'check',
  'zookeeper-read',
  'zookeeper-ping',
  'leader-ping',
];

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
  const nodes = simulation.nodes.map((node, index): NodePicture => {
    const standing = standings[index];
    const state = states[index];
    return {
      name: node.name,
      status: standing?.status ?? 'waiting',
      isolated: standing?.isolated ?? false,
      since: standing?.since ?? 0,
      face: state === undefined ? NO_FACE : node.spec.kind.face(state, time),
      ring: ringOf(timers[index] ?? []),
    };
  });
  const families = new Map(simulation.nodes.flatMap((node) => Object.entries(node.spec.kind.families)));
  const index = selected === undefined ? -1 : recording.nodeNames.indexOf(selected);
  return {
    time,
    event: recording.eventsUntil(time),
    nodes,
    packets: pending
      .filter((occurrence) => occurrence.sender >= 0)
      .map((packet) => packetPicture(packet, time, recording.nodeNames, families)),
    cuts: cutsAt(run, time),
    detail:
      selected === undefined || index < 0
        ? undefined
        : {
            name: selected,
            state: detached(states[index]),
            timers: (timers[index] ?? []).sort((a, b) => a.firesAt - b.firesAt),
          },
  };
}

const LOG_TAIL = 20;

/** A state as it can be sent: of its logs, which share their memory with the future, the length and the latest entries. */
function detached(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return state;
  return Object.fromEntries(
    Object.entries(state).map(([key, value]: readonly [string, unknown]) => [
      key,
      value instanceof AppendLog
        ? { length: value.length, tail: value.slice(value.length - LOG_TAIL) }
        : value,
    ]),
  );
}

function timerPicture({ name, key, setAt, time }: Occurrence): TimerPicture {
  return { name, key, setAt, firesAt: time };
}

function ringOf(timers: readonly TimerPicture[]): TimerPicture | undefined {
  for (const name of RING_TIMERS) {
    const found = timers.filter((timer) => timer.name === name);
    if (found.length > 0) return found.reduce((a, b) => (b.firesAt < a.firesAt ? b : a));
  }
  return undefined;
}

function packetPicture(
  packet: Occurrence,
  time: SimTime,
  names: readonly string[],
  families: ReadonlyMap<string, PacketFamily>,
): PacketPicture {
  const { held } = packet;
  const from = departure(packet);
  const travelled = held ? 0.5 : Math.min(1, (time - from) / Math.max(1, packet.time - from));
  const failed = packet.type === 'closed' && packet.reason !== 'closed';
  return {
    id: messageId(packet, names),
    from: names[packet.sender] ?? '',
    to: names[packet.node] ?? '',
    label: labelOf(packet),
    family: failed ? 'failed' : (families.get(packet.message.type) ?? 'protocol'),
    sentAt: packet.setAt,
    arrivesAt: held ? undefined : packet.time,
    fraction: packet.releasedAt > 0 && !held ? 0.5 + travelled / 2 : travelled,
  };
}

function labelOf(packet: Occurrence): string {
  switch (packet.type) {
    case 'message':
      return packet.message.type;
    case 'accepted':
      return 'connect';
    case 'connected':
      return 'accept';
    default:
      return packet.reason === 'closed' ? 'close' : packet.reason;
  }
}

/** The pairs of nodes that a cut or partition keeps apart at `time`, read from the milestones. */
function cutsAt({ simulation }: Run, time: SimTime): Picture['cuts'] {
  const standing = new Map<string, readonly string[]>();
  const oneWay = new Set<string>();
  for (const { type, time: at, data } of simulation.recording.milestones) {
    if (at > time) break;
    const ends = data.ends;
    if (typeof ends !== 'object') continue;
    const key = ends.join(' | ');
    if (type === 'link-cut') standing.set(key, ends);
    if (type === 'link-cut' && data.oneWay === true) oneWay.add(key);
    if (type === 'link-healed') standing.delete(key);
  }
  return [...standing].flatMap(([key, ends]) => {
    const sets = ends.map((set) => set.split(', '));
    return sets.flatMap((set, i) =>
      sets.flatMap((other, j) => {
        if (i === j || (oneWay.has(key) && i > j)) return [];
        return set.flatMap((from) => other.map((to) => ({ from, to })));
      }),
    );
  });
}
