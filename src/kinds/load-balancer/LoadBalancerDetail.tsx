import { sizeOf } from '../../lib/sorted-map.ts';
import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { ActiveCheck } from './config.ts';
import { Servers } from './Servers.tsx';
import type { LoadBalancerState } from './state.ts';

const text = details.kinds.loadBalancer.detail;

function isLoadBalancer(state: unknown): state is LoadBalancerState {
  return hasFields<LoadBalancerState>(state, ['config', 'servers', 'requests']);
}

function checkRows(check: ActiveCheck): readonly (readonly [string, string])[] {
  const { path, interval, deadline, fall, rise } = check;
  return [
    [text.get, path],
    [text.every, duration(interval)],
    [text.timeout, duration(deadline ?? interval)],
    [text.downAfter, text.failed(fall)],
    [text.upAfter, text.passed(rise)],
  ];
}

export function LoadBalancerDetail({ state, before, now, past }: DetailProps) {
  if (!isLoadBalancer(state)) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  const { config, requests } = state;
  const { check } = config;
  return (
    <>
      <Servers state={state} before={isLoadBalancer(before) ? before : undefined} past={past} now={now} />
      <Section title={text.check}>
        <Facts
          rows={[
            ...(check === undefined ? [] : checkRows(check)),
            [text.unanswered, count(sizeOf(requests))],
            [text.waiting, count(sizeOf(state.queue))],
            [details.kinds.loadBalancer.passedOn, count(state.next - 1)],
          ]}
        />
      </Section>
    </>
  );
}
