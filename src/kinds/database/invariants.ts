import type { Invariant, RecordedObservation, Violation } from '../../kernel/kind.ts';
import type { RequestObservation } from '../client/protocol.ts';
import { writeName } from './protocol.ts';
import { acceptsWrites, type DatabaseState } from './state.ts';

function isPrimary(state: DatabaseState | undefined): boolean {
  return state?.role === 'primary';
}

/** At most one node of a group would acknowledge a write that arrives now. A paused process acknowledges nothing. */
const onePrimary: Invariant<DatabaseState, undefined> = {
  name: 'one-primary',
  initial: undefined,
  concerns: (before, after) =>
    isPrimary(before) !== isPrimary(after) || (before === after && isPrimary(after)),
  check: (memory, { members, now }) => {
    const accepting = members.filter(
      ({ running, paused, state }) => running && !paused && acceptsWrites(state as DatabaseState, now),
    );
    const [first, second] = accepting;
    if (first === undefined || second === undefined) return { memory, violation: undefined };
    const primaries = accepting.map((member) => member.name);
    return { memory, violation: { node: second.name, reason: `also ${first.name}`, data: { primaries } } };
  },
};

/** The identities of the writes that clients were told are done, as far as this group acknowledged them. */
function acknowledgedWrites(observations: readonly RecordedObservation[], group: string): readonly string[] {
  return observations.flatMap(({ node, value }) => {
    if (value.type !== 'request') return [];
    const request = value as RequestObservation;
    const counts = request.kind === 'write' && request.ok && request.database === group;
    return counts ? [writeName({ client: node, request: request.request })] : [];
  });
}

/** Every acknowledged write that a log does not hold. */
export function missingWrites(
  state: Pick<DatabaseState, 'log'> | undefined,
  observations: readonly RecordedObservation[],
  group: string,
): readonly string[] {
  const held = new Set(state?.log.slice(0).map((entry) => writeName(entry)));
  return acknowledgedWrites(observations, group).filter((key) => !held.has(key));
}

/** Whoever becomes primary holds every write that was acknowledged before. */
const noLostWrite: Invariant<DatabaseState, number> = {
  name: 'no-lost-write',
  initial: 0,
  concerns: (before, after) => isPrimary(after) && !isPrimary(before),
  check: (known, { members, observations, group, now, milestone }) => {
    const primary = members.find(
      ({ state }) => state !== undefined && acceptsWrites(state as DatabaseState, now),
    );
    if (primary === undefined) return { memory: known, violation: undefined };
    const missing = missingWrites(primary.state as DatabaseState, observations, group);
    if (missing.length === 0) return { memory: known, violation: undefined };
    if (missing.length > known) {
      milestone({
        type: 'write-lost',
        about: primary.name,
        reason: `${String(missing.length)} acknowledged writes are not in the log of the new primary`,
        data: { count: missing.length, writes: missing.slice(0, 100) },
      });
    }
    const violation: Violation = {
      node: primary.name,
      reason: `${String(missing.length)} acknowledged writes are gone`,
      data: { count: missing.length },
    };
    return { memory: Math.max(known, missing.length), violation };
  },
};

/** A replica that streams from the primary holds the beginning of the primary's log. */
const replicasAgree: Invariant<DatabaseState> = {
  name: 'replicas-agree',
  initial: undefined,
  concerns: (before, after) => after?.upstream?.streaming === true && before?.log !== after.log,
  check: (memory, { members }) => {
    const databases = members.flatMap(({ name, state }) =>
      state === undefined ? [] : [{ name, state: state as DatabaseState }],
    );
    for (const { name, state } of databases) {
      const primary = databases.find((one) => one.name === state.upstream?.primary && isPrimary(one.state));
      if (primary === undefined || state.upstream?.streaming !== true) continue;
      const [mine, theirs] = [state.log.last(), primary.state.log.at(state.log.length - 1)];
      if (mine === undefined || mine === theirs) continue;
      const violation: Violation = {
        node: name,
        reason: `its log is not that of ${primary.name}`,
        data: { lsn: state.log.length },
      };
      return { memory, violation };
    }
    return { memory, violation: undefined };
  },
};

export const databaseInvariants: readonly Invariant[] = [onePrimary, noLostWrite, replicasAgree];
