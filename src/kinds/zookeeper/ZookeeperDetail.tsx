import { valuesOf } from '../../lib/sorted-map.ts';
import { Facts, Section, type Fact } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { words } from '../../words/index.ts';
import { zxidText } from './protocol.ts';
import { Sessions } from './Sessions.tsx';
import { type Leadership, quorumSize, type ServerState, voterCount } from './state.ts';
import { countWatches } from './watch-table.ts';
import { EphemeralMark, znodeTree } from './Znodes.tsx';

const { server: text, znodes } = words.kinds.zookeeper;

function isServer(state: unknown): state is ServerState {
  return hasFields<ServerState>(state, ['config', 'tree', 'vote', 'clients', 'watches']);
}

export function ZookeeperDetail({ state, before, lately, now, notedAt }: DetailProps) {
  if (!isServer(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isServer(before) ? before.tree : isServer(lately) ? lately.tree : undefined;
  const roots = znodeTree(state.tree, earlier, (path) => ageOf('znode-deleted', path));
  return (
    <>
      <section className="detail-section">
        <h3 className="detail-title">
          <span>{znodes.title}</span>
          <span className="detail-aside">
            <EphemeralMark /> {znodes.ephemeral}
          </span>
        </h3>
        <Tree label={znodes.title} roots={roots} />
        {roots.length === 0 ? <p className="detail-note">{znodes.none}</p> : undefined}
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
    [text.transactions, count(state.base.count + state.log.length)],
    [text.applied, count(state.applied)],
    [text.vote, text.votes(servers[state.vote.leader - 1] ?? text.none, state.round)],
    [text.quorum, text.quorumOf(quorumSize(state.config), voterCount(state.config))],
    [
      text.clients,
      valuesOf(state.clients)
        .map((client) => client.client)
        .join(', ') || text.none,
    ],
    [
      text.watches,
      count(countWatches(state.watches.data).watches + countWatches(state.watches.child).watches),
    ],
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
