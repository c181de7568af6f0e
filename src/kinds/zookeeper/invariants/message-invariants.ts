/**
 * ShouldNotBeTriggered of Zab.tla (CheckDuringAction of ZkV3_7_0.tla): what no server should ever receive. The claims
 * are made of the streams between a leader and its learners alone, whatever the servers make of them.
 */
import type { Invariant, StepEvent, Verdict } from '../../../kernel/kind.ts';
import { AppendLog } from '../../../lib/append-log.ts';
import { counterOf, epochOf, type Zxid, zxidText } from '../protocol.ts';
import type { QuorumMessage } from '../quorum-protocol.ts';
import { deliveredCount, lastZxid, placeOf } from './server-view.ts';
import type { ServerState } from '../state.ts';
import { sharedByStep } from './step-memo.ts';
import { transactionAt } from '../ensemble/storage.ts';

const FROM_LEADER = [
  'leader-info', 'diff', 'trunc', 'snap', 'proposal', 'commit', 'inform', 'new-leader', 'up-to-date', 'leader-ping', 'revalidated', 'synced',
] as const; // prettier-ignore
const FROM_LEARNER = [
  'follower-info', 'observer-info', 'ack-epoch', 'ack-new-leader', 'ack', 'follower-ping', 'forward', 'revalidate', 'sync',
] as const; // prettier-ignore

const leaderTypes: ReadonlySet<string> = new Set(FROM_LEADER);
const learnerTypes: ReadonlySet<string> = new Set(FROM_LEARNER);
/** Those that tell of phases, epochs and transactions. */
const historyTypes: ReadonlySet<string> = new Set([
  'leader-info', 'diff', 'trunc', 'snap', 'proposal', 'commit', 'inform', 'new-leader', 'up-to-date',
]); // prettier-ignore

/** messageIllegal: a message that is impossible in the receiver's role. */
const messageLegal: Invariant<ServerState> = {
  name: 'message-legal',
  initial: undefined,
  concerns: (before, _after, event) => event.type === 'message' && !isLegal(before, event.message.type),
  check: (memory, { step: { node, before, event } }) => {
    if (event.type !== 'message') return undefined;
    const reason = `${event.message.type} from ${event.from} while ${before?.role ?? 'down'}`;
    return { memory, violation: { node, reason, data: { message: event.message.type } } };
  },
};

function isLegal(receiver: ServerState | undefined, type: string): boolean {
  if (leaderTypes.has(type)) return receiver?.following !== undefined;
  // A learner may have dialled before its leader knew that it leads, or after it gave up.
  return !learnerTypes.has(type) || type.endsWith('-info') || receiver?.leadership !== undefined;
}

type Phase = 'discovery' | 'synchronisation' | 'acknowledged' | 'broadcast';

/** What a learner was told along its newest connection. */
interface Stream {
  /** The learner. */
  readonly server: string;
  readonly connection: number;
  readonly phase: Phase;
  readonly epoch: number;
  readonly proposed: AppendLog<Zxid>;
  /** How many of these were committed along the connection. */
  readonly committed: number;
}

/** One a learner: a short list, which a change copies. */
type Streams = readonly Stream[];

const NO_STREAMS: Streams = [];

const BEGINNING: Stream = {
  server: '',
  connection: -1,
  phase: 'discovery',
  epoch: 0,
  proposed: AppendLog.empty(),
  committed: 0,
};

function told(stream: Stream, message: QuorumMessage, learner: ServerState): Stream {
  switch (message.type) {
    case 'leader-info':
      return { ...stream, epoch: message.epoch };
    case 'diff':
      return synchronised(stream, lastZxid(learner));
    case 'trunc':
    case 'snap':
      return synchronised(stream, message.zxid);
    case 'proposal':
      return grown(stream, stream.proposed.append(message.transaction.zxid), stream.committed);
    case 'commit':
      return grown(stream, stream.proposed, stream.committed + 1);
    case 'inform':
      return grown(stream, stream.proposed.append(message.transaction.zxid), stream.committed + 1);
    case 'new-leader':
      return { ...stream, phase: 'acknowledged' };
    case 'up-to-date':
      return { ...stream, phase: 'broadcast' };
    default:
      return stream;
  }
}

function grown(stream: Stream, proposed: AppendLog<Zxid>, committed: number): Stream {
  const { server, connection, phase, epoch } = stream;
  return { server, connection, phase, epoch, proposed, committed };
}

/** What follows continues a history that ends with `zxid`. */
function synchronised(stream: Stream, zxid: Zxid): Stream {
  return { ...stream, phase: 'synchronisation', proposed: AppendLog.of([zxid]), committed: 1 };
}

/** An invariant over what leaders tell their learners. */
function ofStreams(
  name: string,
  judge: (stream: Stream, message: QuorumMessage, learner: ServerState) => string | undefined,
): Invariant<ServerState, Streams> {
  return {
    name,
    initial: NO_STREAMS,
    concerns: tellsHistory,
    check: (memory, { step }) => {
      const { node, before, event } = step;
      const heard = hearing(memory, step);
      if (event.type !== 'message' || before === undefined || heard === undefined) return undefined;
      const message = event.message as QuorumMessage;
      const reason = judge(heard.stream, message, before);
      if (reason === undefined) return heard.well;
      const violation = { node, reason, data: { message: message.type, from: event.from } };
      return { memory: heard.well.memory, violation };
    },
  };
}

/** The stream that a message continues, and the verdict of all of these invariants if all is well. */
interface Hearing {
  readonly stream: Stream;
  readonly well: Verdict<Streams>;
}

const hearing = sharedByStep((streams: Streams, { node, before, event }): Hearing | undefined => {
  if (event.type !== 'message' || before === undefined) return undefined;
  const place = placeOf(streams, node);
  const known = streams[place];
  const { connection } = event;
  const stream = known?.connection === connection ? known : { ...BEGINNING, server: node, connection };
  const next = told(stream, event.message as QuorumMessage, before);
  const memory = place < 0 ? [...streams, next] : streams.with(place, next);
  return { stream, well: { memory, violation: undefined } };
});

function tellsHistory(_before: unknown, _after: unknown, event: StepEvent): boolean {
  return event.type === 'message' && historyTypes.has(event.message.type);
}

const PHASES: Readonly<Partial<Record<QuorumMessage['type'], readonly Phase[]>>> = {
  'leader-info': ['discovery'],
  diff: ['discovery'],
  trunc: ['discovery'],
  snap: ['discovery'],
  inform: ['synchronisation', 'acknowledged', 'broadcast'],
  proposal: ['synchronisation', 'acknowledged', 'broadcast'],
  commit: ['synchronisation', 'acknowledged', 'broadcast'],
  'new-leader': ['synchronisation'],
  'up-to-date': ['acknowledged'],
};

/** stateInconsistent: a message in the wrong phase, or of another epoch. */
const stateConsistent = ofStreams('state-consistent', ({ phase, epoch }, message) => {
  if (PHASES[message.type]?.includes(phase) === false) return `${message.type} in ${phase}`;
  const named = message.type === 'new-leader' ? message.epoch : epoch;
  return named === epoch ? undefined : `epoch ${String(named)} after ${String(epoch)}`;
});

/** proposalInconsistent: a proposal that does not follow the ones before it, or TRUNC of what was delivered. */
const proposalConsistent = ofStreams('proposal-consistent', ({ proposed }, message, learner) => {
  if (message.type === 'trunc') {
    const delivered = transactionAt(learner, deliveredCount(learner) - 1)?.zxid ?? 0;
    return message.zxid < delivered ? `${zxidText(delivered)} is to be cut off` : undefined;
  }
  if (message.type !== 'proposal' && message.type !== 'inform') return undefined;
  const { zxid } = message.transaction;
  const last = proposed.last() ?? 0;
  const follows = epochOf(zxid) === epochOf(last) ? zxid === last + 1 : zxid > last && counterOf(zxid) === 1;
  return follows ? undefined : `${zxidText(zxid)} was proposed after ${zxidText(last)}`;
});

/** commitInconsistent: what is committed is the oldest proposal that was not committed yet. */
const commitConsistent = ofStreams('commit-consistent', ({ proposed, committed }, message) => {
  if (message.type !== 'commit') return undefined;
  const head = proposed.at(committed);
  return head === message.zxid ? undefined : `${zxidText(message.zxid)} instead of ${zxidText(head ?? 0)}`;
});

/** The last acknowledgement of each learner to each leader: a short list, which a change copies. */
type Acks = readonly Ack[];

interface Ack {
  readonly leader: string;
  readonly learner: string;
  /** It came along this one. */
  readonly connection: number;
  readonly zxid: Zxid;
}

/** ackInconsistent: an acknowledgement of what the leader never proposed, one out of order, or of another epoch. */
const ackConsistent: Invariant<ServerState, Acks> = {
  name: 'ack-consistent',
  initial: [],
  concerns: (_before, _after, event) =>
    event.type === 'message' && (event.message.type === 'ack' || event.message.type === 'ack-new-leader'),
  check: (acks, { step: { node, before, event } }) => {
    if (event.type !== 'message' || before === undefined) return undefined;
    const message = event.message as QuorumMessage;
    const { from, connection } = event;
    const known = placeOfAck(acks, node, from);
    const last = acks[known];
    const reason = misacknowledged(before, message, last?.connection === connection ? last.zxid : 0);
    const violation =
      reason === undefined ? undefined : { node, reason, data: { message: message.type, from } };
    if (message.type !== 'ack') return { memory: acks, violation };
    const ack = { leader: node, learner: from, connection, zxid: message.zxid };
    return { memory: known < 0 ? [...acks, ack] : acks.with(known, ack), violation };
  },
};

function placeOfAck(acks: Acks, leader: string, learner: string): number {
  for (let place = 0; place < acks.length; place++) {
    const ack = acks[place];
    if (ack?.leader === leader && ack.learner === learner) return place;
  }
  return -1;
}

function misacknowledged(leader: ServerState, message: QuorumMessage, last: Zxid): string | undefined {
  const epoch = leader.leadership?.epoch ?? 0;
  if (message.type === 'ack-new-leader')
    return message.epoch === epoch ? undefined : `epoch ${String(message.epoch)} instead of ${String(epoch)}`;
  if (message.type !== 'ack') return undefined;
  if (message.zxid <= last) return `${zxidText(message.zxid)} after ${zxidText(last)}`;
  return message.zxid > (leader.disk.log.last()?.zxid ?? 0)
    ? `${zxidText(message.zxid)} was not proposed`
    : undefined;
}

export const messageInvariants: readonly Invariant[] = [
  messageLegal,
  stateConsistent,
  proposalConsistent,
  commitConsistent,
  ackConsistent,
];
