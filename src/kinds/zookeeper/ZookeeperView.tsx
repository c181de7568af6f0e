import { Facts, Section } from '../../ui/Detail.tsx';
import { clock, count } from '../../ui/format.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { zxidText } from './protocol.ts';
import { Sessions } from './Sessions.tsx';
import type { ServerState } from './state.ts';
import { EphemeralMark, znodeTree } from './Znodes.tsx';

function ZookeeperDetail({ state, now }: DetailProps) {
  if (!hasFields<ServerState>(state, ['config', 'tree', 'vote', 'clients', 'watches'])) {
    return <StateDetail state={state} now={now} />;
  }
  const { root, sessions, zxid } = state.tree;
  return (
    <>
      <Section title="Server" aside={state.serving ? 'serving clients' : 'not serving'}>
        <Facts
          rows={[
            ['Role', roleText(state)],
            ['Epoch', String(state.currentEpoch)],
            ['Last zxid', `${zxidText(zxid)} (0x${zxid.toString(16)})`],
            ['Transactions', `${count(state.log.length)}, ${count(state.applied)} applied`],
            ['Vote', `${state.config.servers[state.vote.leader - 1] ?? 'none'}, round ${state.round}`],
            ['Clients connected', state.clients.map((client) => client.client).join(', ') || 'none'],
            ['Watches held', count(state.watches.length)],
          ]}
        />
      </Section>
      <section className="detail-section">
        <h3 className="detail-title">
          <span>Znodes</span>
          <span className="detail-aside">
            <EphemeralMark /> ephemeral
          </span>
        </h3>
        <Tree label="Znodes" roots={znodeTree(root, sessions)} />
        {root.children.length === 0 ? <p className="detail-note">None yet.</p> : undefined}
      </section>
      <Sessions state={state} now={now} />
    </>
  );
}

function roleText({ role, leadership, following, config }: ServerState): string {
  if (leadership !== undefined) return `${role}, ${leadership.phase}`;
  if (following === undefined) return role;
  const leader = config.servers[following.leader - 1] ?? '';
  return `${role} ${leader}, ${following.phase}`;
}

export const zookeeperView: KindView = {
  kind: 'zookeeper',
  noun: 'ZooKeeper server',
  plural: 'ZooKeeper ensemble',
  tier: 'coordination',
  caption: ({ up, all, told, lead }) => {
    const nobody = lead !== undefined && lead.name === undefined;
    const parts = [`${up} of ${all} up`, told, nobody ? `no leader since ${clock(lead.since)}\u202fs` : ''];
    return parts.filter((part) => part !== '').join(' · ');
  },
  glyph: { outline: 'M0 -17L14.7 -8.5V8.5L0 17L-14.7 8.5V-8.5Z', details: [], numbered: true },
  Detail: ZookeeperDetail,
};
