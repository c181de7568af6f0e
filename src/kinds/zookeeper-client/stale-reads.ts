import type { Invariant, MemberView, MilestoneNote, RecordedObservation } from '../../kernel/kind.ts';
import { AppendLog } from '../../lib/append-log.ts';
import { lookUp, type SortedMap, withEntry, withoutKey } from '../../lib/sorted-map.ts';
import type { SimTime } from '../../lib/units.ts';
import { connectedServer } from '../zookeeper/client-library.ts';
import type { MultiOperation, Zxid } from '../zookeeper/protocol.ts';
import type { ReplyObservation } from './protocol.ts';
import { hears } from './session-invariants.ts';
import type { ZookeeperClientState } from './state.ts';

/** From `time` on it was known to somebody that the write `zxid` is done. */
interface Acknowledged {
  readonly time: SimTime;
  readonly zxid: Zxid;
}

interface Known {
  /** How many observations of the run were looked at. */
  readonly count: number;
  /** By ensemble and path, with growing zxids. */
  readonly written: SortedMap<string, AppendLog<Acknowledged>>;
  /** What each client reads too old, until it reads it anew. */
  readonly stale: SortedMap<string, true>;
}

/**
 * Not a claim, because ZooKeeper promises no more: it notes when a client begins to read a value older than one whose
 * write had been acknowledged, to whomever, before the read was asked for. An answer tells the state of its server by
 * its zxid, so one that is below the zxid of a write cannot show it.
 */
export const staleReads: Invariant<ZookeeperClientState, Known> = {
  name: '',
  initial: { count: 0, written: undefined, stale: undefined },
  concerns: hears,
  check: (memory, { observations, members, milestone }) => {
    let { written, stale } = memory;
    for (let index = memory.count; index < observations.length; index++) {
      const { node, time, value } = observations[index] as RecordedObservation;
      if (value.type !== 'client-reply') continue;
      const reply = value as ReplyObservation;
      if (reply.zxid === 0) continue;
      written = withWrite(written, reply, time);
      const path = pathRead(reply);
      if (path === undefined || !members.some(({ name }) => name === node)) continue;
      const missed = lastBefore(lookUp(written, keyOf(reply.ensemble, path)), reply.sentAt);
      const key = `${node} ${path}`;
      if (missed === undefined || missed.zxid <= reply.zxid) {
        stale = withoutKey(stale, key);
      } else if (lookUp(stale, key) === undefined) {
        stale = withEntry(stale, key, true);
        milestone(staleRead(node, path, reply, missed.time, serverOf(members, node)));
      }
    }
    return { memory: { count: observations.length, written, stale }, violation: undefined };
  },
};

/** Whatever keeps its server from hearing of the write is the cause. */
function staleRead(
  about: string,
  path: string,
  { result, sentAt }: ReplyObservation,
  since: SimTime,
  server: string | undefined,
): MilestoneNote {
  const silence = server === undefined ? {} : { silence: { of: server, since } };
  const data = { path, value: result.data ?? '', behind: sentAt - since };
  return { type: 'stale-read', about, reason: 'its server has not heard of a later write', data, ...silence };
}

function serverOf(members: readonly MemberView[], node: string): string | undefined {
  const state = members.find(({ name }) => name === node)?.state as ZookeeperClientState | undefined;
  return connectedServer(state?.zookeeper);
}

function keyOf(ensemble: string, path: string): string {
  return `${ensemble} ${path}`;
}

function pathRead({ operation }: ReplyObservation): string | undefined {
  return operation.op === 'get' || operation.op === 'exists' ? operation.path : undefined;
}

function withWrite(
  written: Known['written'],
  { ensemble, operation, error, result, zxid }: ReplyObservation,
  time: SimTime,
): Known['written'] {
  if (error !== undefined) return written;
  let known = written;
  for (const path of pathsWritten(operation, result.path)) {
    const key = keyOf(ensemble, path);
    const list = lookUp(known, key) ?? AppendLog.empty<Acknowledged>();
    // One that was told late of an earlier write says nothing new.
    if (zxid > (list.last()?.zxid ?? 0)) known = withEntry(known, key, list.append({ time, zxid }));
  }
  return known;
}

function pathsWritten(operation: ReplyObservation['operation'], made: string | undefined): readonly string[] {
  if (operation.op === 'multi') return operation.operations.flatMap((one) => changed(one));
  if (operation.op === 'create') return made === undefined ? [] : [made];
  return operation.op === 'set' || operation.op === 'delete' ? [operation.path] : [];
}

/** What a multi makes with a number in its name is new to everybody. */
function changed(operation: MultiOperation): readonly string[] {
  return operation.op === 'check' ? [] : [operation.path];
}

/** The latest write that had been acknowledged before `time`. */
function lastBefore(list: AppendLog<Acknowledged> | undefined, time: SimTime): Acknowledged | undefined {
  for (let index = (list?.length ?? 0) - 1; index >= 0; index--) {
    const one = list?.at(index);
    if (one !== undefined && one.time < time) return one;
  }
  return undefined;
}
