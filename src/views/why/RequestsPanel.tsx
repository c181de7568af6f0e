import { Columns } from '../../ui/Columns.tsx';
import type { Requests, RequestOutline, RequestTally } from '../../analysis/answer.ts';
import { Section } from '../../ui/Detail.tsx';
import { clock, count, duration, percent } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useAnswer, useSession } from '../session.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { useLookAt } from './use-look-at.ts';

/** The requests of the run by what became of them, and those that failed one by one. */
export function RequestsPanel() {
  const requests = useAnswer('requests');
  const { title, of, computing, none } = words.requests;
  return (
    <PanelFrame ask={requests === undefined ? '' : of(count(requests.count))} title={title} name={title}>
      {requests === undefined ? (
        <p className="panel-hint">{computing}</p>
      ) : requests.count === 0 ? (
        <p className="panel-hint">{none}</p>
      ) : (
        <>
          <Outcomes requests={requests} />
          <Failing requests={requests} />
        </>
      )}
    </PanelFrame>
  );
}

function Outcomes({ requests }: { readonly requests: Requests }) {
  const { columns, outcomes } = words.requests;
  return (
    <Section title={outcomes}>
      <table className="detail-table">
        <Columns
          names={[columns.outcome, columns.count, columns.share, columns.reads, columns.writes, columns.span]}
        />
        <tbody>
          {requests.tallies.map((tally) => (
            <Tally key={tally.outcome} tally={tally} all={requests.count} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Tally({ tally, all }: { readonly tally: RequestTally; readonly all: number }) {
  const { ok, outcome, reads, writes, first, last } = tally;
  return (
    <tr>
      <td className={ok ? undefined : 'detail-bad'}>{ok ? words.requests.ok : outcome}</td>
      <td>{count(tally.count)}</td>
      <td>{percent(tally.count / all)}</td>
      <td>{count(reads)}</td>
      <td>{count(writes)}</td>
      <td>{words.requests.span(clock(first), clock(last))}</td>
    </tr>
  );
}

function Failing({ requests }: { readonly requests: Requests }) {
  const failing = requests.list.filter(({ ok }) => !ok);
  const { listColumns, noFailing, shown, failing: title } = words.requests;
  const aside = failing.length < requests.failed ? shown(count(failing.length), count(requests.failed)) : '';
  return (
    <Section title={title} aside={aside}>
      {failing.length === 0 ? (
        <p className="detail-note">{noFailing}</p>
      ) : (
        <table className="detail-table request-table">
          <thead>
            <tr>
              <th scope="col">{listColumns.ended}</th>
              <th scope="col">{listColumns.client}</th>
              <th scope="col">{listColumns.kind}</th>
              <th scope="col">{listColumns.outcome}</th>
              <th scope="col">{listColumns.took}</th>
              <th scope="col">
                <span className="visually-hidden">{listColumns.ask}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {failing.map((request) => (
              <Row key={request.id} request={request} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Row({ request }: { readonly request: RequestOutline }) {
  const session = useSession();
  const { id, end, client, kind, sentAt, took, outcome } = request;
  const ended = sentAt + took;
  const lookAt = useLookAt(ended);
  const { why, whyName, follow, followName } = words.requests;
  return (
    <tr>
      <td>
        <button type="button" className="request-link" {...lookAt}>
          {clock(ended)}
        </button>
      </td>
      <td>{client}</td>
      <td>{kind}</td>
      <td className="detail-bad">{outcome}</td>
      <td>{duration(took)}</td>
      <td>
        <button
          type="button"
          className="request-link"
          aria-label={whyName(kind, clock(ended))}
          onClick={() => {
            session.playback.jumpTo(ended);
            session.why(end);
          }}
        >
          {why}
        </button>{' '}
        <button
          type="button"
          className="request-link"
          aria-label={followName(kind, clock(ended))}
          onClick={() => {
            session.playback.jumpTo(ended);
            session.show({ type: 'request', id });
          }}
        >
          {follow}
        </button>
      </td>
    </tr>
  );
}
