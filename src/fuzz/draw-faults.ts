import type { FaultAction, FaultTarget, NodeFaultVerb } from '../kernel/fault.ts';
import type { RandomStream } from '../lib/prng.ts';
import { type Duration, MILLISECOND, SECOND, type SimTime } from '../lib/units.ts';
import { between, pick } from './draws.ts';
import { DATABASES, ENSEMBLE, type PlannedFault, type Trouble } from './plan.ts';

/** Faults begin after the first election. */
const TROUBLE_FROM: SimTime = 5 * SECOND;
const TROUBLE_MOST: Duration = 30 * SECOND;
/** How long a system has to recover: longer than any session or election takes. */
export const CALM: Duration = 40 * SECOND;

/** What faults may befall, and until when. */
export interface Setting {
  readonly stream: RandomStream;
  readonly servers: readonly string[];
  /** Everything besides the ensemble. */
  readonly others: readonly string[];
  readonly until: SimTime;
}

/** When the last fault is over. */
export function drawEnd(stream: RandomStream): SimTime {
  return TROUBLE_FROM + between(stream, 2 * SECOND, TROUBLE_MOST);
}

/** Draws which of the `known` kinds of trouble there are, how many faults, and these. */
export function drawFaults(setting: Setting, known: readonly Trouble[]): readonly PlannedFault[] {
  const { stream } = setting;
  const troubles = known.filter(() => stream.chance(0.4));
  const kinds = troubles.length === 0 ? [pick(stream, known)] : troubles;
  const count = 1 + stream.below(pick(stream, [3, 8, 16]));
  return Array.from({ length: count }, () => drawTrouble(setting, pick(stream, kinds)))
    .flat()
    .sort((a, b) => a.fault.at - b.fault.at);
}

function drawTrouble(setting: Setting, trouble: Trouble): readonly PlannedFault[] {
  const { stream, servers, others } = setting;
  const one = (target: FaultTarget, verb: NodeFaultVerb): readonly PlannedFault[] => [
    lasting(setting, trouble, { verb, target }),
  ];
  switch (trouble) {
    case 'crash':
    case 'unplug':
    case 'pause':
    case 'isolate':
    case 'slow-disk':
      return one({ nodes: [pick(stream, servers)] }, trouble);
    case 'leader-fault':
      return one({ leader: ENSEMBLE }, pick(stream, ['crash', 'unplug', 'pause', 'isolate']));
    case 'primary-fault':
      return one({ primary: DATABASES }, pick(stream, ['crash', 'unplug', 'pause', 'isolate']));
    case 'handover':
      return drawHandover(setting);
    case 'client-fault':
      return one({ nodes: [pick(stream, others)] }, pick(stream, ['crash', 'pause', 'isolate']));
    case 'restart-storm':
      return drawStorm(setting);
    case 'cut':
    case 'partition':
    case 'degrade':
      return [lasting(setting, trouble, drawNetworkFault(setting, trouble))];
  }
}

/** Servers are restarted again and again, within moments. */
function drawStorm(setting: Setting): readonly PlannedFault[] {
  const { stream, servers, until } = setting;
  const begin = between(stream, TROUBLE_FROM, until - SECOND);
  return Array.from({ length: 2 + stream.below(6) }, (): PlannedFault => {
    const at = Math.min(begin + between(stream, 0, 4 * SECOND), until - 100 * MILLISECOND);
    const target = { nodes: [pick(stream, servers)] };
    const length = between(stream, 10 * MILLISECOND, 500 * MILLISECOND);
    return {
      trouble: 'restart-storm',
      fault: { at, verb: 'crash', target, for: Math.min(length, until - at) },
    };
  });
}

/** A server is away, and the leader goes before it is back: those who know most are few. */
function drawHandover(setting: Setting): readonly PlannedFault[] {
  const { stream, servers, until } = setting;
  const at = between(stream, TROUBLE_FROM, until - SECOND);
  const away = between(stream, 100 * MILLISECOND, Math.min(8 * SECOND, until - at - 100 * MILLISECOND));
  const gone = at + between(stream, 10 * MILLISECOND, away);
  const verbs = ['crash', 'unplug', 'pause', 'isolate'] as const;
  const fault = (from: SimTime, to: SimTime, target: FaultTarget): PlannedFault => ({
    trouble: 'handover',
    fault: { at: from, verb: pick(stream, verbs), target, for: Math.min(to, until) - from },
  });
  const back = at + away + between(stream, SECOND, 10 * SECOND);
  return [fault(at, at + away, { nodes: [pick(stream, servers)] }), fault(gone, back, { leader: ENSEMBLE })];
}

function drawNetworkFault(
  { stream, servers, others }: Setting,
  trouble: 'cut' | 'partition' | 'degrade',
): FaultAction {
  const all = stream.chance(0.5) ? servers : [...servers, ...others];
  const [one, other] = split(stream, all);
  if (trouble === 'partition') return { verb: 'partition', sets: [one, other] };
  const ends = [one.slice(0, 1), stream.chance(0.5) ? other : other.slice(0, 1)] as const;
  if (trouble === 'cut') return { verb: 'cut', from: ends[0], to: ends[1], oneWay: stream.chance(0.7) };
  const latency = between(stream, 5 * MILLISECOND, 800 * MILLISECOND);
  return { verb: 'degrade', between: ends, latency, jitter: latency >> 1, loss: pick(stream, [0, 0.1, 0.5]) };
}

/** Draws when a fault begins and how long it lasts: often moments, at times most of the run. */
function lasting({ stream, until }: Setting, trouble: Trouble, action: FaultAction): PlannedFault {
  const at = between(stream, TROUBLE_FROM, until - SECOND);
  const longest = pick(stream, [300 * MILLISECOND, 3 * SECOND, TROUBLE_MOST]);
  const length = between(stream, 10 * MILLISECOND, Math.min(longest, until - at));
  return { trouble, fault: { at, ...action, for: length } };
}

/** Two sets, neither empty, that share nothing. */
function split(
  stream: RandomStream,
  names: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const order = [...names];
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [order[i], order[j]] = [order[j] ?? '', order[i] ?? ''];
  }
  const place = 1 + stream.below(order.length - 1);
  return [order.slice(0, place), order.slice(place)];
}
