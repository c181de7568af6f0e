import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import type { OutcomeCount } from './task.ts';

/** The requests that are over by what became of them, up to the cursor. */
export function Outcomes({ rows }: { readonly rows: readonly OutcomeCount[] }) {
  const { outcomes, columns } = details.kinds.client;
  if (rows.length === 0) return undefined;
  return (
    <Section title={outcomes}>
      <table className="detail-table detail-wrapped">
        <Columns names={[columns.outcome, columns.reads, columns.writes]} />
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.outcome} ${row.reason} ${row.fault}`}>
              <td className={row.ok ? 'detail-good' : 'detail-bad'}>{endText(row)}</td>
              <td>{count(row.reads)}</td>
              <td>{count(row.writes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The outcome with its reason, where that says more, and the fault behind it. */
function endText({ ok, outcome, reason, fault }: OutcomeCount): string {
  const { answered, lostTo } = details.kinds.client;
  if (ok) return outcome === 'ok' ? answered : outcome;
  const what = reason === outcome ? outcome : `${outcome}, ${reason}`;
  return fault === '' ? what : lostTo(what, fault);
}
