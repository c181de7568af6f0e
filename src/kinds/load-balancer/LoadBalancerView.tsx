import { Facts, Section } from '../../ui/Detail.tsx';
import { duration } from '../../ui/format.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { LoadBalancerConfig, LoadBalancerState, ServerHealth } from './state.ts';

function LoadBalancerDetail({ state, now }: DetailProps) {
  if (!hasFields<LoadBalancerState>(state, ['config', 'servers', 'passed'])) {
    return <StateDetail state={state} now={now} />;
  }
  const { config, servers, passed } = state;
  return (
    <>
      <Section title="Pool">
        <table className="detail-table">
          <thead>
            <tr>
              <th scope="col">server</th>
              <th scope="col">is</th>
              <th scope="col">last check</th>
            </tr>
          </thead>
          <tbody>
            {servers.map((server) => (
              <ServerRow key={server.name} server={server} config={config} />
            ))}
          </tbody>
        </table>
      </Section>
      <Section title="Health check">
        <Facts
          rows={[
            ['GET', config.path],
            ['Every', duration(config.interval)],
            ['Timeout', duration(config.timeout)],
            ['Down after', `${config.fall} failed`],
            ['Up after', `${config.rise} passed`],
            ['Requests passed on, unanswered', String(passed.length)],
          ]}
        />
      </Section>
    </>
  );
}

interface ServerRowProps {
  readonly server: ServerHealth;
  readonly config: LoadBalancerConfig;
}

/** Health counts up to rise + fall - 1; a server is up from rise on. */
function ServerRow({ server, config }: ServerRowProps) {
  const up = server.health >= config.rise;
  return (
    <tr>
      <td>{server.name}</td>
      <td className={up ? 'detail-good' : 'detail-bad'}>{standing(server, config)}</td>
      <td>{server.lastCheck === '' ? 'none yet' : server.lastCheck}</td>
    </tr>
  );
}

/** In HAProxy's words, which count the checks that have failed while up and those that have passed while down. */
function standing({ health }: ServerHealth, { rise, fall }: LoadBalancerConfig): string {
  const text = words.kinds.loadBalancer;
  const failed = rise + fall - 1 - health;
  if (health >= rise) return failed === 0 ? text.up : text.goingDown(failed, fall);
  return health === 0 ? text.down : text.goingUp(health, rise);
}

export const loadBalancerView: KindView = {
  kind: 'load-balancer',
  noun: words.kinds.loadBalancer.noun,
  plural: words.kinds.loadBalancer.plural,
  tier: 'balancer',
  glyph: {
    outline: 'M0 -17L17 0L0 17L-17 0Z',
    details: ['M-8 0H-2M-2 0L6 -5M-2 0H7M-2 0L6 5'],
    numbered: false,
  },
  Detail: LoadBalancerDetail,
};
