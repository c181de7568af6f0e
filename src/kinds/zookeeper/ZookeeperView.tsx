import { valuesOf } from '../../lib/sorted-map.ts';
import { Facts, Section, type Fact } from '../../ui/Detail.tsx';
import { clock, count } from '../../ui/format.ts';
import type { DetailProps, KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { words } from '../../words/index.ts';
import { zxidText } from './protocol.ts';
import { Sessions } from './Sessions.tsx';
import type { Leadership, ServerState } from './state.ts';
import { EphemeralMark, znodeTree } from './Znodes.tsx';

const { server: text, znodes } = words.kinds.zookeeper;

function isServer(state: unknown): state is ServerState {
  return hasFields<ServerState>(state, ['config', 'tree', 'vote', 'clients', 'watches']);
}

function ZookeeperDetail({ state, before, lately, now, notedAt }: DetailProps) {
  if (!isServer(state)) return <StateDetail state={state} words={words.inspector} />;
  const { root } = state.tree;
  const earlier = isServer(before) ? before.tree : isServer(lately) ? lately.tree : undefined;
  return (
    <>
      <section className="detail-section">
        <h3 className="detail-title">
          <span>{znodes.title}</span>
          <span className="detail-aside">
            <EphemeralMark /> {znodes.ephemeral}
          </span>
        </h3>
        <Tree
          label={znodes.title}
          roots={znodeTree(state.tree, earlier, (path) => ageOf('znode-deleted', path))}
        />
        {root.children.length === 0 ? <p className="detail-note">{znodes.none}</p> : undefined}
      </section>
      <Sessions
        state={state}
        earlier={earlier}
        now={now}
        ageOf={(client) => ageOf('session-expired', client)}
      />
      <Section title={text.title} aside={state.serving ? text.serving : text.notServing}>
        <Facts
          rows={serverRows(state)}
          before={isServer(before) ? serverRows(before) : undefined}
          was={words.inspector.was}
        />
      </Section>
      {state.leadership === undefined ? undefined : <Learners state={state} leadership={state.leadership} />}
    </>
  );

  function ageOf(type: string, about: string): number | undefined {
    const at = notedAt?.(type, about);
    return at === undefined ? undefined : now - at;
  }
}

function serverRows(state: ServerState): readonly Fact[] {
  const { zxid } = state.tree;
  const { servers } = state.config;
  return [
    [text.role, roleText(state)],
    [text.epoch, String(state.currentEpoch)],
    [text.lastZxid, zxidText(zxid)],
    [text.zxidInFull, `0x${zxid.toString(16)}`],
    [text.transactions, count(state.log.length)],
    [text.applied, count(state.applied)],
    [text.vote, text.votes(servers[state.vote.leader - 1] ?? text.none, state.round)],
    [text.quorum, text.quorumOf(Math.floor(servers.length / 2) + 1, servers.length)],
    [
      text.clients,
      valuesOf(state.clients)
        .map((client) => client.client)
        .join(', ') || text.none,
    ],
    [text.watches, count(state.watches.length)],
  ];
}

interface LearnersProps {
  readonly state: ServerState;
  readonly leadership: Leadership;
}

/** Who follows this leader, and how far each has come. */
function Learners({ state, leadership }: LearnersProps) {
  return (
    <Section title={text.learners} aside={leadership.phase}>
      <Facts
        rows={leadership.learners.map(({ sid, phase, lastZxid }) => [
          state.config.servers[sid - 1] ?? String(sid),
          text.learner(phase, zxidText(lastZxid)),
        ])}
      />
    </Section>
  );
}

function roleText({ role, leadership, following, config }: ServerState): string {
  if (leadership !== undefined) return text.leads(role, leadership.phase);
  if (following === undefined) return role;
  const leader = config.servers[following.leader - 1] ?? '';
  return text.follows(role, leader, following.phase);
}

const { chart } = words.kinds.zookeeper;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'looking', label: chart.looking, x: 44, y: 48 },
    { id: 'following', label: chart.following, x: 234, y: 16 },
    { id: 'leading', label: chart.leading, x: 234, y: 80, leads: true },
  ],
  transitions: [
    {
      from: 'looking',
      to: 'following',
      label: chart.wins,
      path: 'M64 34C96 14 140 12 188 14',
      at: [126, 14],
    },
    {
      from: 'following',
      to: 'looking',
      label: chart.leaderLost,
      path: 'M196 26C160 40 130 42 84 44',
      at: [140, 41],
    },
    {
      from: 'leading',
      to: 'looking',
      label: chart.quorumLost,
      path: 'M204 69C168 56 130 53 84 52',
      at: [140, 62],
    },
    { from: 'looking', to: 'leading', label: chart.votes, path: 'M64 62C96 82 140 84 196 82', at: [124, 90] },
  ],
  of: (role) =>
    ({ looking: 'looking', follower: 'following', leader: 'leading' })[role] ??
    (role === '' ? undefined : 'looking'),
};

export const zookeeperView: KindView = {
  kind: 'zookeeper',
  noun: words.kinds.zookeeper.noun,
  plural: words.kinds.zookeeper.plural,
  tier: 'coordination',
  caption: ({ up, all, told, lead }) => {
    const nobody = lead !== undefined && lead.name === undefined;
    const { upOf, noLeader } = words.kinds.zookeeper;
    const parts = [upOf(up, all), told, nobody ? noLeader(clock(lead.since)) : ''];
    return parts.filter((part) => part !== '').join(' · ');
  },
  glyph: { outline: 'M0 -17L14.7 -8.5V8.5L0 17L-14.7 8.5V-8.5Z', details: [], numbered: true },
  Detail: ZookeeperDetail,
  statechart,
};
