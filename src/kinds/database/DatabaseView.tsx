import { Facts, Section } from '../../ui/Detail.tsx';
import { clock, count, duration } from '../../ui/format.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import type { DatabaseState } from './state.ts';

function DatabaseDetail({ state, now }: DetailProps) {
  if (!hasFields<DatabaseState>(state, ['config', 'log', 'history', 'replicas'])) {
    return <StateDetail state={state} now={now} />;
  }
  return (
    <>
      <Log state={state} />
      {state.role === 'primary' ? <Replicas state={state} /> : undefined}
      {state.config.election === undefined ? undefined : <Election state={state} now={now} />}
    </>
  );
}

interface PartProps {
  readonly state: DatabaseState;
}

function Log({ state }: PartProps) {
  const timeline = state.history.at(-1);
  return (
    <Section title="Log">
      <Facts
        rows={[
          ['Role', state.role],
          ['LSN', count(state.log.length)],
          ['On disk to', count(state.syncedLsn)],
          ['Timeline', timeline === undefined ? 'none' : `${timeline.timeline}, after LSN ${timeline.after}`],
          ['Follows', followed(state)],
          ['Writes waiting for the disk', count(state.waiting.length)],
        ]}
      />
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

function Election({ state, now }: PartProps & { readonly now: number }) {
  const { zookeeper } = state;
  return (
    <Section title="Election" aside={state.elected ? 'first in the queue' : state.step}>
      <Facts
        rows={[
          ['Its candidate', state.candidate ?? 'none'],
          ['Watches', state.predecessor ?? 'nothing'],
          ['Primary it knows', state.knownPrimary ?? 'none'],
          ['Session', zookeeper === undefined ? 'none' : zookeeper.state.toLowerCase()],
          ['Session through', zookeeper?.servers[zookeeper.server] ?? 'none'],
          ['Certain to live for', state.leaseUntil > now ? duration(state.leaseUntil - now) : 'not certain'],
        ]}
      />
    </Section>
  );
}

export const databaseView: KindView = {
  kind: 'database',
  noun: 'database',
  plural: 'Databases',
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
};
