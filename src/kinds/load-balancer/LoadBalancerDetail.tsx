import { sizeOf } from '../../lib/sorted-map.ts';
import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { OutcomeCount } from '../calling/task.ts';
import type { HealthCheck } from './checks.ts';
import type { ActiveCheck } from './config.ts';
import { Ends } from './Ends.tsx';
import { Servers } from './Servers.tsx';
import type { LoadBalancerState } from './state.ts';

const text = details.kinds.loadBalancer.detail;

/** What the run tells of its past: its checks, and the ends of the requests that came to it. */
interface Past {
  readonly checks: readonly HealthCheck[];
  readonly outcomes: readonly OutcomeCount[];
}

const NOTHING_KNOWN: Past = { checks: [], outcomes: [] };

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
  const { checks, outcomes } = (past ?? NOTHING_KNOWN) as Past;
  const { config, requests } = state;
  const { check } = config;
  return (
    <>
      <Servers state={state} before={isLoadBalancer(before) ? before : undefined} checks={checks} now={now} />
      <Ends rows={outcomes} />
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
