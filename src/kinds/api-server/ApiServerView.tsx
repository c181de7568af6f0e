import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import type { ApiServerState } from './state.ts';

function ApiServerDetail({ state, now }: DetailProps) {
  if (!hasFields<ApiServerState>(state, ['config', 'databases', 'serving'])) {
    return <StateDetail state={state} now={now} />;
  }
  const { config, zookeeper, databases } = state;
  return (
    <>
      <Section title="Requests">
        <Facts
          rows={[
            ['Address', config.address],
            ['In work', count(state.serving.length)],
            ['Answered', count(state.served)],
          ]}
        />
      </Section>
      {config.database === undefined ? undefined : (
        <Section title="Databases" aside={config.database.group}>
          <Facts
            rows={databases.map(({ name, open }) => [
              name,
              <span key={name} className={name === state.primary ? 'detail-leads' : undefined}>
                {open ? 'connected' : 'not connected'}
                {name === state.primary ? ', primary' : ''}
              </span>,
            ])}
          />
          {state.primary === undefined ? <p className="detail-note">Knows no primary.</p> : undefined}
        </Section>
      )}
      {zookeeper === undefined ? undefined : (
        <Section title="ZooKeeper session" aside={zookeeper.state.toLowerCase()}>
          <Facts
            rows={[
              ['Server', zookeeper.servers[zookeeper.server] ?? ''],
              ['Timeout', duration(zookeeper.timeout)],
              ['Last heard', `${duration(now - zookeeper.heardAt)} ago`],
              ['Registered', state.registered ? (config.registry ?? 'yes') : 'no'],
              ['Watches', zookeeper.watches.map((watch) => watch.path).join(', ') || 'none'],
            ]}
          />
        </Section>
      )}
    </>
  );
}

export const apiServerView: KindView = {
  kind: 'api-server',
  noun: 'API server',
  plural: 'API servers',
  tier: 'service',
  glyph: {
    outline: 'M-9 -14H9A5 5 0 0 1 14 -9V9A5 5 0 0 1 9 14H-9A5 5 0 0 1 -14 9V-9A5 5 0 0 1 -9 -14Z',
    details: ['M-4 -5L-8 0L-4 5M4 -5L8 0L4 5'],
    numbered: false,
  },
  Detail: ApiServerDetail,
};
