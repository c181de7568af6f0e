import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { sizeOf } from '../../lib/sorted-map.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { DatabaseSection } from '../calling/DatabaseSection.tsx';
import { RecipeSection } from '../calling/RecipeSection.tsx';
import type { ApiServerState } from './state.ts';

const { detail } = details.kinds.apiServer;

function isApiServer(state: unknown): state is ApiServerState {
  return hasFields<ApiServerState>(state, ['config', 'databases', 'serving']);
}

export function ApiServerDetail({ state, before, now }: DetailProps) {
  if (!isApiServer(state)) return <StateDetail state={state} words={words.inspector} />;
  const { config, zookeeper } = state;
  const earlier = isApiServer(before) ? before : undefined;
  const rowsOf = (rows: (of: ApiServerState) => readonly Fact[]) => ({
    rows: rows(state),
    before: earlier === undefined ? undefined : rows(earlier),
    was: words.inspector.was,
  });
  return (
    <>
      <Section title={detail.requests}>
        <Facts {...rowsOf(requestRows)} />
      </Section>
      {config.database === undefined ? undefined : (
        <DatabaseSection group={config.database.group} state={state} before={earlier} />
      )}
      {state.configuration && (
        <RecipeSection
          title={details.kinds.calling.configuration}
          recipe={state.configuration}
          before={earlier?.configuration}
        />
      )}
      {zookeeper === undefined ? undefined : (
        <Section title={detail.session} aside={zookeeper.state.toLowerCase()}>
          <Facts {...rowsOf(sessionRows)} />
          <Facts rows={[[detail.lastHeard, detail.ago(duration(now - zookeeper.heardAt))]]} />
        </Section>
      )}
    </>
  );
}

function requestRows(state: ApiServerState): readonly Fact[] {
  const { limit, waiting, turnedAway } = details.kinds.apiServer;
  return [
    [detail.address, state.config.address],
    [detail.inWork, count(sizeOf(state.serving))],
    ...(state.limit === Infinity
      ? []
      : ([
          [limit, count(state.limit)],
          [waiting, count(sizeOf(state.waiting))],
        ] as const)),
    [detail.answered, count(state.served)],
    ...(state.rejected === 0 ? [] : [[turnedAway, count(state.rejected)] as const]),
  ];
}

function sessionRows({ zookeeper, registration }: ApiServerState): readonly Fact[] {
  if (zookeeper === undefined) return [];
  const { session, noSession, znode, notRegistered } = details.kinds.apiServer;
  return [
    [session, zookeeper.session === 0 ? noSession : `0x${zookeeper.session.toString(16)}`],
    [detail.server, zookeeper.servers[zookeeper.server] ?? ''],
    [detail.timeout, duration(zookeeper.timeout)],
    ...(registration === undefined ? [] : [[znode, registration.own ?? notRegistered] as const]),
    [detail.watches, zookeeper.watches.map((watch) => watch.path).join(', ') || detail.none],
  ];
}
