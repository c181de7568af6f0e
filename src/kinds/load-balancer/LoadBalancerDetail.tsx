import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import { Servers } from './Servers.tsx';
import type { LoadBalancerState } from './state.ts';

const text = words.kinds.loadBalancer.detail;

function isLoadBalancer(state: unknown): state is LoadBalancerState {
  return hasFields<LoadBalancerState>(state, ['config', 'servers', 'passed']);
}

export function LoadBalancerDetail({ state, before, now, past }: DetailProps) {
  if (!isLoadBalancer(state)) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  const { config, passed } = state;
  return (
    <>
      <Servers state={state} before={isLoadBalancer(before) ? before : undefined} past={past} now={now} />
      <Section title={text.check}>
        <Facts
          rows={[
            [text.get, config.path],
            [text.every, duration(config.interval)],
            [text.timeout, duration(config.timeout)],
            [text.downAfter, text.failed(config.fall)],
            [text.upAfter, text.passed(config.rise)],
            [text.unanswered, count(passed.length)],
            [words.kinds.loadBalancer.passedOn, count(state.next - 1)],
          ]}
        />
      </Section>
    </>
  );
}
