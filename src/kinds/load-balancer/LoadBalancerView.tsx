import { Facts, Section } from '../../ui/Detail.tsx';
import { duration } from '../../ui/format.ts';
import type { DetailProps, KindView } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { LoadBalancerConfig, LoadBalancerState, ServerHealth } from './state.ts';

const text = words.kinds.loadBalancer.detail;

function LoadBalancerDetail({ state }: DetailProps) {
  if (!hasFields<LoadBalancerState>(state, ['config', 'servers', 'passed'])) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  const { config, servers, passed } = state;
  return (
    <>
      <Section title={text.pool}>
        <table className="detail-table">
          <thead>
            <tr>
              <th scope="col">{text.columns.server}</th>
              <th scope="col">{text.columns.is}</th>
              <th scope="col">{text.columns.lastCheck}</th>
            </tr>
          </thead>
          <tbody>
            {servers.map((server) => (
              <ServerRow key={server.name} server={server} config={config} />
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={text.check}>
        <Facts
          rows={[
            [text.get, config.path],
            [text.every, duration(config.interval)],
            [text.timeout, duration(config.timeout)],
            [text.downAfter, text.failed(config.fall)],
            [text.upAfter, text.passed(config.rise)],
            [text.unanswered, String(passed.length)],
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
      <td>{server.lastCheck === '' ? text.notChecked : server.lastCheck}</td>
    </tr>
  );
}

/** In HAProxy's words, which count the checks that have failed while up and those that have passed while down. */
function standing({ health }: ServerHealth, { rise, fall }: LoadBalancerConfig): string {
  const { up, down, goingUp, goingDown } = words.kinds.loadBalancer;
  const failed = rise + fall - 1 - health;
  if (health >= rise) return failed === 0 ? up : goingDown(failed, fall);
  return health === 0 ? down : goingUp(health, rise);
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
