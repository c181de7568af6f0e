import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps, KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { ApiServerState } from './state.ts';

const text = words.kinds.apiServer.detail;

function ApiServerDetail({ state, now }: DetailProps) {
  if (!hasFields<ApiServerState>(state, ['config', 'databases', 'serving'])) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  const { config, zookeeper, databases } = state;
  return (
    <>
      <Section title={text.requests}>
        <Facts
          rows={[
            [text.address, config.address],
            [text.inWork, count(state.serving.length)],
            [text.answered, count(state.served)],
          ]}
        />
      </Section>
      {config.database === undefined ? undefined : (
        <Section title={text.databases} aside={config.database.group}>
          <Facts
            rows={databases.map(({ name, open }) => [
              name,
              <span key={name} className={name === state.primary ? 'detail-leads' : undefined}>
                {connectionText(open, name === state.primary)}
              </span>,
            ])}
          />
          {state.primary === undefined ? <p className="detail-note">{text.noPrimary}</p> : undefined}
        </Section>
      )}
      {zookeeper === undefined ? undefined : (
        <Section title={text.session} aside={zookeeper.state.toLowerCase()}>
          <Facts
            rows={[
              [text.server, zookeeper.servers[zookeeper.server] ?? ''],
              [text.timeout, duration(zookeeper.timeout)],
              [text.lastHeard, text.ago(duration(now - zookeeper.heardAt))],
              [text.registered, state.registered ? (config.registry ?? text.yes) : text.no],
              [text.watches, zookeeper.watches.map((watch) => watch.path).join(', ') || text.none],
            ]}
          />
        </Section>
      )}
    </>
  );
}

function connectionText(open: boolean, primary: boolean): string {
  const connection = open ? text.connected : text.notConnected;
  return primary ? text.primary(connection) : connection;
}

const { chart } = words.kinds.apiServer;

const statechart: Statechart = {
  height: 96,
  states: [
    { id: 'connecting', label: chart.connecting, x: 52, y: 48 },
    { id: 'connected', label: chart.connected, x: 230, y: 16 },
    { id: 'suspended', label: chart.suspended, x: 230, y: 80 },
  ],
  transitions: [
    {
      from: 'connecting', to: 'connected', label: chart.opened, path: 'M72 34C96 16 140 12 182 14', at: [124, 14],
      by: ['session-created'],
    },
    {
      from: 'connected', to: 'suspended', label: chart.lost, path: 'M216 29L216 66', at: [170, 42],
      by: ['connection-suspended'],
    },
    {
      from: 'suspended', to: 'connected', label: chart.restored, path: 'M244 66L244 31', at: [238, 58],
      by: ['connection-restored'],
    },
    {
      from: 'suspended', to: 'connecting', label: chart.expired, path: 'M182 82C140 86 96 80 72 62', at: [124, 90],
      by: ['session-expired'],
    },
  ], // prettier-ignore
  of: (_role, state) => {
    if (!hasFields<ApiServerState>(state, ['zookeeper']) || state.zookeeper === undefined) return undefined;
    const session = state.zookeeper.state;
    return session === 'CONNECTED' ? 'connected' : session === 'SUSPENDED' ? 'suspended' : 'connecting';
  },
};

export const apiServerView: KindView = {
  kind: 'api-server',
  noun: words.kinds.apiServer.noun,
  plural: words.kinds.apiServer.plural,
  tier: 'service',
  glyph: {
    outline: 'M-9 -14H9A5 5 0 0 1 14 -9V9A5 5 0 0 1 9 14H-9A5 5 0 0 1 -14 9V-9A5 5 0 0 1 -9 -14Z',
    details: ['M-4 -5L-8 0L-4 5M4 -5L8 0L4 5'],
    numbered: false,
  },
  Detail: ApiServerDetail,
  statechart,
};
