import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration, percent } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { sizeOf, valuesOf } from '../../lib/sorted-map.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { Outcomes } from '../calling/Outcomes.tsx';
import type { OutcomeCount } from '../calling/task.ts';
import type { ClientState, Service } from './state.ts';

const MAX_OPEN = 8;

const { detail } = details.kinds.client;

function isClient(state: unknown): state is ClientState {
  return hasFields<ClientState>(state, ['config', 'open', 'reads', 'writes']);
}

export function ClientDetail({ state, before, past, now }: DetailProps) {
  if (!isClient(state)) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  return (
    <>
      <Section title={detail.requests}>
        <Facts
          rows={requestRows(state)}
          before={isClient(before) ? requestRows(before) : undefined}
          was={words.inspector.was}
        />
      </Section>
      <Outcomes rows={(past ?? []) as readonly OutcomeCount[]} />
      {state.open === undefined ? undefined : (
        <Section title={detail.openRequests} aside={detail.sent}>
          <Facts
            rows={valuesOf(state.open)
              .slice(0, MAX_OPEN)
              .map((request) => [
                detail.request(request.kind, request.request),
                detail.ago(duration(now - request.sentAt)),
              ])}
          />
        </Section>
      )}
    </>
  );
}

function requestRows(state: ClientState): readonly Fact[] {
  const { gap, writes } = state.config;
  const { rate, nothing, sends } = details.kinds.client;
  return [
    [sends, gap > 0 ? rate(count(1e6 / gap), percent(writes)) : nothing],
    [detail.succeeded, count(state.succeeded)],
    [detail.failed, count(state.failed)],
    [detail.open, count(sizeOf(state.open))],
    [detail.reads, ...wellbeing(state.reads)],
    [detail.writes, ...wellbeing(state.writes)],
  ];
}

function wellbeing(service: Service): readonly [text: string, tone: 'good' | 'bad'] {
  if (service.degraded) return [detail.failingLong, 'bad'];
  return service.failing ? [detail.failing, 'bad'] : [detail.well, 'good'];
}
