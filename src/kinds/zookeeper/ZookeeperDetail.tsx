import { valuesOf } from '../../lib/sorted-map.ts';
import { Facts, Section, type Fact } from '../../ui/Detail.tsx';
import type { DetailProps } from '../../ui/kind-view.ts';
import { Label } from '../../ui/Label.tsx';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { watchersOf } from './inspection.ts';
import { LogTail } from './LogTail.tsx';
import { Proposals } from './Proposals.tsx';
import { zxidText } from './protocol.ts';
import { Sessions } from './Sessions.tsx';
import { type Leadership, quorumSize, serverName, type ServerState, voterCount } from './state.ts';
import { Votes } from './Votes.tsx';
import { Watches } from './Watches.tsx';
import { Znodes } from './Znodes.tsx';
import './zookeeper.css';

const { server: text } = details.zookeeper;

function isServer(state: unknown): state is ServerState {
  return hasFields<ServerState>(state, ['config', 'tree', 'voting', 'clients', 'watches']);
}

/** What a ZooKeeper server knows: who it votes for while it looks, else what it keeps for its clients; then its log. */
export function ZookeeperDetail({ state, before, lately, now, notedAt }: DetailProps) {
  if (!isServer(state)) return <StateDetail state={state} words={words.inspector} />;
  const justBefore = isServer(before) ? before : undefined;
  const earlier = justBefore?.tree ?? (isServer(lately) ? lately.tree : undefined);
  const watchers = watchersOf(state);
  const ageOf =
    (type: string) =>
    (about: string): number | undefined => {
      const at = notedAt?.(type, about);
      return at === undefined ? undefined : now - at;
    };
  const shared = (
    <>
      <Znodes
        tree={state.tree}
        earlier={earlier}
        before={justBefore?.tree}
        watchers={watchers}
        ageOf={ageOf('znode-deleted')}
      />
      <Watches watchers={watchers} before={justBefore && watchersOf(justBefore)} tree={state.tree} />
      <Sessions state={state} earlier={earlier} now={now} ageOf={ageOf('session-expired')} />
    </>
  );
  return (
    <>
      <Epochs state={state} before={justBefore} />
      <Votes state={state} before={justBefore} />
      <Proposals state={state} before={justBefore} />
      {state.serving ? shared : undefined}
      <Section title={text.title} aside={state.serving ? text.serving : text.notServing}>
        <Facts
          rows={serverRows(state)}
          before={justBefore && serverRows(justBefore)}
          was={words.inspector.was}
        />
      </Section>
      {state.leadership === undefined ? undefined : (
        <Learners state={state} leadership={state.leadership} before={justBefore} />
      )}
      <LogTail state={state} before={justBefore} />
      {state.serving ? undefined : shared}
    </>
  );
}

interface EpochsProps {
  readonly state: ServerState;
  readonly before: ServerState | undefined;
}

/** Both epochs that it keeps on disk, and the round of its last election. */
function Epochs({ state, before }: EpochsProps) {
  return (
    <dl className="epochs">
      {EPOCHS.map(([name, of]) => {
        const changed = before !== undefined && of(before) !== of(state);
        return (
          <div key={name} className={changed ? 'epoch-changed' : undefined}>
            <dt>
              <Label text={name} />
            </dt>
            <dd>
              {of(state)}
              {changed ? (
                <span className="fact-was"> {words.inspector.was(String(of(before)))}</span>
              ) : undefined}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const EPOCHS: readonly (readonly [name: string, of: (state: ServerState) => number])[] = [
  [text.currentEpoch, ({ disk }) => disk.currentEpoch],
  [text.acceptedEpoch, ({ disk }) => disk.acceptedEpoch],
  [text.round, ({ voting }) => voting.round],
];

function serverRows(state: ServerState): readonly Fact[] {
  const { config, role, reason, leadership } = state;
  const { zxid } = state.tree;
  const clients = valuesOf(state.clients).map(({ client }) => client);
  return [
    [text.role, roleText(state)],
    ...(role === 'looking' && reason !== '' ? [[text.because, reason] as const] : []),
    ...(leadership !== undefined && leadership.epoch !== state.disk.currentEpoch
      ? [[text.proposedEpoch, String(leadership.epoch)] as const]
      : []),
    ...(role === 'looking'
      ? []
      : [[text.vote, serverName(config, state.voting.vote.leader) || details.zookeeper.none] as const]),
    [text.lastZxid, text.zxid(zxidText(zxid), zxid.toString(16))],
    [text.quorum, text.quorumOf(quorumSize(config), voterCount(config))],
    [text.clients, clients.join(', ') || details.zookeeper.none],
  ];
}

interface LearnersProps {
  readonly state: ServerState;
  readonly leadership: Leadership;
  readonly before: ServerState | undefined;
}

/** Who follows this leader, and what each has on its disk. */
function Learners({ state, leadership, before }: LearnersProps) {
  return (
    <Section title={text.learners} aside={leadership.phase}>
      <Facts
        rows={learnerRows(state, leadership)}
        before={before?.leadership && learnerRows(before, before.leadership)}
        was={words.inspector.was}
      />
    </Section>
  );
}

function learnerRows({ config }: ServerState, { learners, acknowledged }: Leadership): readonly Fact[] {
  return learners.map(({ sid, phase, lastZxid }) => {
    const has = acknowledged[sid] ?? 0;
    const told = has === 0 ? text.learner(phase, zxidText(lastZxid)) : text.has(phase, zxidText(has));
    return [serverName(config, sid), told];
  });
}

function roleText({ role, leadership, following, config }: ServerState): string {
  if (leadership !== undefined) return text.leads(role, leadership.phase);
  if (following === undefined) return role === 'looking' ? text.looking : role;
  return text.follows(role, serverName(config, following.leader), following.phase);
}
