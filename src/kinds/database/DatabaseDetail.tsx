import { Columns } from '../../ui/Columns.tsx';
import { Facts, Section, type Fact } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { PseudoCode } from '../../ui/PseudoCode.tsx';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { behindText, Group } from './Group.tsx';
import type { LogEntry } from './protocol.ts';
import type { DatabaseStanding } from './standing.ts';
import { needsLease, type DatabaseState } from './state.ts';

const { log: logText, replicas, election } = details.kinds.database;

function isDatabase(state: unknown): state is DatabaseState {
  return hasFields<DatabaseState>(state, ['config', 'log', 'history', 'replicas']);
}

export function DatabaseDetail({ name, state, before, peers, now }: DetailProps) {
  if (!isDatabase(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isDatabase(before) ? before : undefined;
  const group = (peers ?? []) as readonly DatabaseStanding[];
  return (
    <>
      <Election state={state} before={earlier} now={now} />
      <Log state={state} before={earlier} behind={behindText(name, group)} />
      <Group name={name} group={group} />
      {state.role === 'primary' ? <Replicas state={state} /> : undefined}
      <LogTail state={state} />
    </>
  );
}

interface PartProps {
  readonly state: DatabaseState;
  readonly before?: DatabaseState | undefined;
}

function Log({ state, before, behind }: PartProps & { readonly behind: string }) {
  return (
    <Section title={logText.title}>
      <Facts
        rows={[
          ...logRows(state),
          ...(state.role === 'primary' ? [] : [[details.kinds.database.behind, behind] as const]),
        ]}
        before={before === undefined ? undefined : logRows(before)}
        was={words.inspector.was}
      />
    </Section>
  );
}

function logRows(state: DatabaseState): readonly Fact[] {
  const timeline = state.history.at(-1);
  return [
    [logText.role, state.role],
    [logText.lsn, count(state.log.length)],
    [logText.synced, count(state.syncedLsn)],
    [
      logText.timeline,
      timeline === undefined ? logText.noTimeline : logText.timelineAfter(timeline.timeline, timeline.after),
    ],
    [logText.follows, followed(state)],
    [logText.replication, replicationText(state)],
    ...(state.role === 'primary'
      ? ([
          [logText.committed, count(state.committedLsn)],
          [logText.waiting, count(state.waiting.length)],
        ] as const)
      : ([[logText.replayed, count(state.table.lsn)]] as const)),
  ];
}

function replicationText({ config, fallenBack }: DatabaseState): string {
  const { modes } = logText;
  const { replication } = config;
  if (replication.type === 'asynchronous') return modes.asynchronous;
  if (fallenBack) return modes.fallenBack;
  if (replication.type === 'semi-synchronous')
    return modes.semiSynchronous(replication.wait, replication.number);
  return modes.synchronous(replication.method, replication.number, replication.commit);
}

const ENTRIES = 6;

/** The newest entries: where each stands, whose write it is, and whether it is on disk. */
function LogTail({ state }: PartProps) {
  // Of a log that was sent there is the length and the tail.
  const { tail = [], length } = state.log as unknown as { tail?: readonly LogEntry[]; length: number };
  if (tail.length === 0) return undefined;
  const shown = tail.slice(-ENTRIES);
  return (
    <Section title={logText.last} aside={logText.of(count(length))}>
      <table className="detail-table">
        <Columns names={[logText.columns.lsn, logText.columns.write, logText.columns.is]} />
        <tbody>
          {shown
            .map((entry, index) => {
              const lsn = length - shown.length + index + 1;
              return (
                <tr key={lsn}>
                  <td>{lsn}</td>
                  <td>{entry.name}</td>
                  <td>{entryStanding(state, lsn)}</td>
                </tr>
              );
            })
            .reverse()}
        </tbody>
      </table>
    </Section>
  );
}

/** A primary acknowledges what is confirmed as its replication asks; others only keep it. */
function entryStanding(state: DatabaseState, lsn: number): string {
  if (lsn > state.syncedLsn) return logText.inMemory;
  // What came before its reign was another's to acknowledge.
  const own = state.role === 'primary' && lsn > (state.history.at(-1)?.after ?? 0);
  return own && lsn <= state.committedLsn ? details.kinds.database.acknowledged : logText.onDisk;
}

function followed({ role, upstream }: DatabaseState): string {
  if (role === 'primary') return logText.leads;
  if (upstream === undefined) return logText.nobody;
  return upstream.streaming ? upstream.primary : logText.connecting(upstream.primary);
}

function Replicas({ state }: PartProps) {
  if (state.replicas.length === 0) return undefined;
  return (
    <Section title={replicas.title}>
      <table className="detail-table">
        <Columns
          names={[
            replicas.columns.replica,
            replicas.columns.sent,
            replicas.columns.has,
            replicas.columns.shows,
            replicas.columns.behind,
          ]}
        />
        <tbody>
          {state.replicas.map((replica) => (
            <tr key={replica.name}>
              <td>{replica.name}</td>
              <td>{count(replica.sentLsn)}</td>
              <td>{count(replica.flushed)}</td>
              <td>{count(replica.replayed)}</td>
              <td>{count(state.log.length - replica.flushed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Election({ state, before, now }: PartProps & { readonly now: number }) {
  const { election: recipe } = state;
  if (recipe === undefined) return undefined;
  return (
    <Section title={election.title} aside={state.elected ? election.won : election.line(recipe.line)}>
      <PseudoCode
        name={election.recipes[state.config.election?.recipe ?? 'queue']}
        lines={recipe.lines}
        line={recipe.line}
      />
      <Facts
        rows={[...electionRows(state), ...leaseRows(state, now)]}
        before={before === undefined ? undefined : electionRows(before)}
        was={words.inspector.was}
      />
    </Section>
  );
}

/** How long it may be the primary without asking anybody, where its election has such a term. */
function leaseRows({ config, leaseUntil }: DatabaseState, now: number): readonly Fact[] {
  if (!needsLease(config) && config.election?.watchdog !== true) return [];
  return [[election.lease, leaseUntil > now ? duration(leaseUntil - now) : election.noLease]];
}

/** What a candidate still has to do, and whom it asks. */
function promotionRows({
  role,
  promotion,
  survey,
  config,
  token,
  knownToken,
}: DatabaseState): readonly Fact[] {
  const rows: Fact[] = [];
  if (role === 'promoting') {
    rows.push([election.incomplete, promotion.complete ? election.complete : election.lacking]);
  }
  if (survey !== undefined) {
    rows.push([election.survey, election.asked(survey.answers.length, survey.open.length)]);
  }
  if (config.fencing === 'token') {
    rows.push([election.token, election.tokens(tokenText(token), tokenText(knownToken))]);
  }
  return rows;
}

/** A fencing token is a zxid: ZooKeeper's own tools write it in hexadecimal. */
function tokenText(token: number): string {
  return token === 0 ? election.none : `0x${token.toString(16)}`;
}

function electionRows(state: DatabaseState): readonly Fact[] {
  const { zookeeper } = state;
  const knownPrimary: Fact = [election.knownPrimary, state.knownPrimary ?? election.none];
  // A script has no znodes and no session.
  if (zookeeper === undefined) return [...promotionRows(state), knownPrimary];
  return [
    ...promotionRows(state),
    [election.candidate, state.election?.own ?? election.none],
    [election.watches, state.election?.awaits ?? election.nothing],
    knownPrimary,
    [election.session, zookeeper.state.toLowerCase()],
    [election.through, zookeeper.servers[zookeeper.server] ?? election.none],
  ];
}
