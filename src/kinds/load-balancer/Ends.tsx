import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import type { OutcomeCount } from '../calling/task.ts';

const { ends: text } = details.kinds.loadBalancer;

/** The requests that came to it and are over, by the reason of their end and the fault behind it. */
export function Ends({ rows }: { readonly rows: readonly OutcomeCount[] }) {
  return (
    <Section title={text.title}>
      {rows.length === 0 ? (
        <p className="detail-note">{text.none}</p>
      ) : (
        <table className="detail-table detail-wrapped">
          <Columns names={[text.reason, text.outcome, text.requests]} />
          <tbody>
            {rows.map(({ outcome, reason, ok, fault, reads, writes }) => (
              <tr key={`${outcome} ${reason} ${fault}`}>
                <td className={ok ? 'detail-good' : 'detail-bad'}>
                  {fault === '' ? reason : text.lostTo(reason, fault)}
                </td>
                <td>{outcome}</td>
                <td>{count(reads + writes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
