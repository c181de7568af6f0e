import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration, percent } from '../../ui/format.ts';
import type { DetailProps, KindView, Statechart } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { words } from '../../words/index.ts';
import type { OutcomeCount } from './protocol.ts';
import type { ClientState, Service } from './state.ts';

const MAX_OPEN = 8;

const { detail } = words.kinds.client;

function isClient(state: unknown): state is ClientState {
  return hasFields<ClientState>(state, ['config', 'open', 'reads', 'writes']);
}

function ClientDetail({ state, before, past, now }: DetailProps) {
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
      {state.open.length === 0 ? undefined : (
        <Section title={detail.openRequests} aside={detail.sent}>
          <Facts
            rows={state.open
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
  const { rate, nothing, sends } = words.kinds.client;
  return [
    [sends, gap > 0 ? rate(count(1e6 / gap), percent(writes)) : nothing],
    [detail.succeeded, count(state.succeeded)],
    [detail.failed, count(state.failed)],
    [detail.open, count(state.open.length)],
    [detail.reads, ...wellbeing(state.reads)],
    [detail.writes, ...wellbeing(state.writes)],
  ];
}

function wellbeing(service: Service): readonly [text: string, tone: 'good' | 'bad'] {
  if (service.degraded) return [detail.failingLong, 'bad'];
  return service.failing ? [detail.failing, 'bad'] : [detail.well, 'good'];
}

/** The requests that are over by what became of them, up to the cursor. */
function Outcomes({ rows }: { readonly rows: readonly OutcomeCount[] }) {
  const { outcomes, columns, answered } = words.kinds.client;
  if (rows.length === 0) return undefined;
  return (
    <Section title={outcomes}>
      <table className="detail-table">
        <thead>
          <tr>
            <th scope="col">{columns.outcome}</th>
            <th scope="col">{columns.reads}</th>
            <th scope="col">{columns.writes}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ outcome, ok, reads, writes }) => (
            <tr key={outcome}>
              <td className={ok ? 'detail-good' : 'detail-bad'}>{ok ? answered : outcome}</td>
              <td>{count(reads)}</td>
              <td>{count(writes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const text = words.kinds.client.chart;

const statechart: Statechart = {
  height: 56,
  states: [
    { id: 'well', label: text.well, x: 36, y: 28 },
    { id: 'failing', label: text.failing, x: 238, y: 28 },
  ],
  transitions: [
    {
      from: 'well', to: 'failing', label: text.degraded, path: 'M60 20C100 4 160 4 204 19', at: [134, 12],
      by: ['service-degraded'],
    },
    {
      from: 'failing', to: 'well', label: text.recovered, path: 'M204 37C160 52 100 52 60 36', at: [134, 52],
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
  past: 'outcomes',
  statechart,
};
