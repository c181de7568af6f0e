import type { Invariant, MemberView, RecordedObservation, Step, Violation } from '../../kernel/kind.ts';
import type { SimTime } from '../../lib/units.ts';
import type { RequestObservation } from '../client/protocol.ts';
import { writeName } from './protocol.ts';
import { acceptsWrites, type DatabaseState } from './state.ts';

function isPrimary(state: DatabaseState | undefined): boolean {
  return state?.role === 'primary';
}

/**
 * The members that would acknowledge a write that arrives now, with the newest fencing token that there is. A paused
 * process acknowledges nothing, and a synchronous primary nothing that too few replicas would confirm.
 */
function acknowledging(members: readonly MemberView[], now: SimTime): readonly string[] {
  const databases = members.flatMap(({ name, running, paused, state }) =>
    running && !paused ? [{ name, state: state as DatabaseState }] : [],
  );
  const accepting = databases.filter(({ name, state }) => {
    const { replication } = state.config;
    if (!acceptsWrites(state, now)) return false;
    return replication.type !== 'synchronous' || replicasOf(name, databases) >= replication.number;
  });
  const newest = Math.max(...accepting.map(({ state }) => state.token));
  return accepting
    .filter(({ state }) => state.config.fencing !== 'token' || state.token === newest)
    .map(({ name }) => name);
}

function replicasOf(primary: string, databases: readonly { readonly state: DatabaseState }[]): number {
  return databases.filter(
    ({ state: { upstream } }) => upstream?.streaming === true && upstream.primary === primary,
  ).length;
}

/** At most one node of a group would acknowledge a write that arrives now. */
const onePrimary: Invariant<DatabaseState, undefined> = {
  name: 'one-primary',
  initial: undefined,
  concerns: (before, after) =>
    isPrimary(before) !== isPrimary(after) ||
    before?.upstream !== after?.upstream ||
    (before === after && isPrimary(after)),
  check: (memory, { members, now }) => {
    const primaries = acknowledging(members, now);
    const [first, second] = primaries;
    if (first === undefined || second === undefined) return { memory, violation: undefined };
    return { memory, violation: { node: second, reason: `also ${first}`, data: { primaries } } };
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

function namesIn(state: DatabaseState | undefined): ReadonlySet<string> {
  return new Set(state?.log.slice(0).map(({ name }) => name));
}

/** The acknowledged writes that a step lost: those that a new primary lacks, or that a log was cut off with. */
function lostBy({ before, after }: Step<DatabaseState>, acknowledged: readonly string[]): readonly string[] {
  const held = namesIn(after);
  if (isPrimary(after) && !isPrimary(before)) return acknowledged.filter((name) => !held.has(name));
  const cut = namesIn(before);
  return acknowledged.filter((name) => cut.has(name) && !held.has(name));
}

/** Whoever becomes primary holds every write that was acknowledged before, and no log is cut off with one. */
const noLostWrite: Invariant<DatabaseState, readonly string[]> = {
  name: 'no-lost-write',
  initial: [],
  concerns: (before, after) =>
    (isPrimary(after) && !isPrimary(before)) ||
    (before !== undefined && after !== undefined && before.rewinds !== after.rewinds),
  check: (told, { step, observations, group, milestone }) => {
    const lost = lostBy(step, acknowledgedWrites(observations, group));
    if (lost.length === 0) return { memory: told, violation: undefined };
    const known = new Set(told);
    const news = lost.filter((name) => !known.has(name));
    if (news.length > 0) {
      const where = isPrimary(step.after) ? 'are not in the log of the new primary' : 'were cut off its log';
      milestone({
        type: 'write-lost',
        about: step.node,
        reason: `${String(news.length)} acknowledged writes ${where}`,
        data: { count: news.length, writes: news.slice(0, 100) },
      });
    }
    const violation: Violation = {
      node: step.node,
      reason: `${String(lost.length)} acknowledged writes are gone`,
      data: { count: lost.length },
    };
    return { memory: news.length === 0 ? told : [...told, ...news], violation };
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
