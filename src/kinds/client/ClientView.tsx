import { Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps, KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { ClientState, Service } from './state.ts';

const MAX_OPEN = 8;

const text = words.kinds.client.detail;

function ClientDetail({ state, now }: DetailProps) {
  if (!hasFields<ClientState>(state, ['config', 'open', 'reads', 'writes'])) {
    return <StateDetail state={state} words={words.inspector} />;
  }
  return (
    <>
      <Section title={text.requests}>
        <Facts
          rows={[
            [text.succeeded, count(state.succeeded)],
            [text.failed, count(state.failed)],
            [text.open, count(state.open.length)],
            [text.reads, <Wellbeing key="reads" service={state.reads} />],
            [text.writes, <Wellbeing key="writes" service={state.writes} />],
          ]}
        />
      </Section>
      {state.open.length === 0 ? undefined : (
        <Section title={text.openRequests} aside={text.sent}>
          <Facts
            rows={state.open
              .slice(0, MAX_OPEN)
              .map((request) => [
                text.request(request.kind, request.request),
                text.ago(duration(now - request.sentAt)),
              ])}
          />
        </Section>
      )}
    </>
  );
}

function Wellbeing({ service }: { readonly service: Service }) {
  if (service.degraded) return <span className="detail-bad">{text.failingLong}</span>;
  return service.failing ? (
    <span className="detail-bad">{text.failing}</span>
  ) : (
    <span className="detail-good">{text.well}</span>
  );
}

const { chart } = words.kinds.client;

const statechart: Statechart = {
  height: 56,
  states: [
    { id: 'well', label: chart.well, x: 36, y: 28 },
    { id: 'failing', label: chart.failing, x: 238, y: 28 },
  ],
  transitions: [
    {
      from: 'well', to: 'failing', label: chart.degraded, path: 'M60 20C100 4 160 4 204 19', at: [134, 12],
      by: ['service-degraded'],
    },
    {
      from: 'failing', to: 'well', label: chart.recovered, path: 'M204 37C160 52 100 52 60 36', at: [134, 52],
      by: ['service-recovered'],
    },
  ], // prettier-ignore
  of: (_role, state) => {
    if (!hasFields<ClientState>(state, ['reads', 'writes'])) return undefined;
    return state.reads.degraded || state.writes.degraded ? 'failing' : 'well';
  },
};

export const clientView: KindView = {
  kind: 'client',
  noun: words.kinds.client.noun,
  plural: words.kinds.client.plural,
  tier: 'source',
  glyph: {
    outline: 'M-9.5 -6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z',
    details: ['M-14 12a10 10 0 0 1 20 0', 'M5 -11.2a5.5 5.5 0 0 1 0 10.4', 'M9 2.8a10 10 0 0 1 6 9.2'],
    numbered: false,
  },
  Detail: ClientDetail,
  statechart,
};
