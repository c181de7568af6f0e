import { Facts, Section, type Fact } from '../../ui/Detail.tsx';
import { clock, count, duration } from '../../ui/format.ts';
import type { DetailProps, KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { LogEntry } from './protocol.ts';
import type { DatabaseState } from './state.ts';

function isDatabase(state: unknown): state is DatabaseState {
  return hasFields<DatabaseState>(state, ['config', 'log', 'history', 'replicas']);
}

function DatabaseDetail({ state, before, now }: DetailProps) {
  if (!isDatabase(state)) return <StateDetail state={state} now={now} />;
  const earlier = isDatabase(before) ? before : undefined;
  return (
    <>
      <Log state={state} before={earlier} />
      {state.role === 'primary' ? <Replicas state={state} /> : undefined}
      {state.config.election === undefined ? undefined : (
        <Election state={state} before={earlier} now={now} />
      )}
      <LogTail state={state} />
    </>
  );
}

interface PartProps {
  readonly state: DatabaseState;
  readonly before?: DatabaseState | undefined;
}

function Log({ state, before }: PartProps) {
  return (
    <Section title="Log">
      <Facts
        rows={logRows(state)}
        before={before === undefined ? undefined : logRows(before)}
        was={words.inspector.was}
      />
    </Section>
  );
}

function logRows(state: DatabaseState): readonly Fact[] {
  const timeline = state.history.at(-1);
  return [
    ['Role', state.role],
    ['LSN', count(state.log.length)],
    ['On disk to', count(state.syncedLsn)],
    ['Timeline', timeline === undefined ? 'none' : `${timeline.timeline}, after LSN ${timeline.after}`],
    ['Follows', followed(state)],
    ['Writes waiting for the disk', count(state.waiting.length)],
  ];
}

const ENTRIES = 6;

/** The newest entries: where each stands, whose write it is, and whether it is on disk. */
function LogTail({ state }: PartProps) {
  // Of a log that was sent there is the length and the tail.
  const { tail = [], length } = state.log as unknown as { tail?: readonly LogEntry[]; length: number };
  if (tail.length === 0) return undefined;
  const shown = tail.slice(-ENTRIES);
  return (
    <Section title="Last entries" aside={`of ${count(length)}`}>
      <table className="detail-table">
        <thead>
          <tr>
            <th scope="col">LSN</th>
            <th scope="col">write</th>
            <th scope="col">is</th>
          </tr>
        </thead>
        <tbody>
          {shown
            .map((entry, index) => {
              const lsn = length - shown.length + index + 1;
              return (
                <tr key={lsn}>
                  <td>{lsn}</td>
                  <td>{`${entry.client} ${entry.request}`}</td>
                  <td>{lsn <= state.syncedLsn ? 'on disk' : 'in memory'}</td>
                </tr>
              );
            })
            .reverse()}
        </tbody>
      </table>
    </Section>
  );
}

function followed({ role, upstream }: DatabaseState): string {
  if (role === 'primary') return 'nobody: it leads';
  if (upstream === undefined) return 'nobody';
  return upstream.streaming ? upstream.primary : `${upstream.primary}, connecting`;
}

function Replicas({ state }: PartProps) {
  if (state.replicas.length === 0) return undefined;
  return (
    <Section title="Replicas">
      <table className="detail-table">
        <thead>
          <tr>
            <th scope="col">replica</th>
            <th scope="col">sent</th>
            <th scope="col">has</th>
            <th scope="col">behind</th>
          </tr>
        </thead>
        <tbody>
          {state.replicas.map((replica) => (
            <tr key={replica.name}>
              <td>{replica.name}</td>
              <td>{count(replica.sentLsn)}</td>
              <td>{count(replica.ackedLsn)}</td>
              <td>{count(state.log.length - replica.ackedLsn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Election({ state, before, now }: PartProps & { readonly now: number }) {
  return (
    <Section title="Election" aside={state.elected ? 'first in the queue' : state.step}>
      <Facts
        rows={[
          ...electionRows(state),
          ['Certain to live for', state.leaseUntil > now ? duration(state.leaseUntil - now) : 'not certain'],
        ]}
        before={before === undefined ? undefined : electionRows(before)}
        was={words.inspector.was}
      />
    </Section>
  );
}

function electionRows(state: DatabaseState): readonly Fact[] {
  const { zookeeper } = state;
  return [
    ['Its candidate', state.candidate ?? 'none'],
    ['Watches', state.predecessor ?? 'nothing'],
    ['Primary it knows', state.knownPrimary ?? 'none'],
    ['Session', zookeeper === undefined ? 'none' : zookeeper.state.toLowerCase()],
    ['Session through', zookeeper?.servers[zookeeper.server] ?? 'none'],
  ];
}

const text = words.kinds.database.chart;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'replica', label: text.replica, x: 44, y: 48 },
    { id: 'promoting', label: text.promoting, x: 232, y: 16 },
    { id: 'primary', label: text.primary, x: 232, y: 80, leads: true },
  ],
  transitions: [
    {
      from: 'replica',
      to: 'promoting',
      label: text.first,
      path: 'M64 34C96 14 140 12 184 14',
      at: [122, 14],
    },
    { from: 'promoting', to: 'primary', label: text.ready, path: 'M232 29L232 66', at: [206, 52] },
    {
      from: 'primary',
      to: 'replica',
      label: text.stepsDown,
      path: 'M194 82C150 86 100 80 64 62',
      at: [124, 88],
    },
  ],
  of: (role) => (role === '' ? undefined : role),
};

export const databaseView: KindView = {
  kind: 'database',
  noun: words.kinds.database.noun,
  plural: words.kinds.database.plural,
  tier: 'store',
  caption: ({ told, lead }) => {
    if (lead === undefined) return told;
    const since = `since ${clock(lead.since)}\u202fs`;
    const primary = lead.name === undefined ? `no primary ${since}` : `primary ${lead.name} ${since}`;
    return [told, primary].filter((part) => part !== '').join(' · ');
  },
  glyph: {
    outline:
      'M-13 -10.5C-13 -13.5 -7 -15.5 0 -15.5S13 -13.5 13 -10.5V10.5C13 13.5 7 15.5 0 15.5S-13 13.5 -13 10.5Z',
    details: ['M-13 -10.5C-13 -7.5 -7 -5.5 0 -5.5S13 -7.5 13 -10.5'],
    numbered: true,
  },
  Detail: DatabaseDetail,
  statechart,
};
