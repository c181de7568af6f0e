import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { newestOf, proposalsOf, type ProposalRow } from './inspection.ts';
import { changeLine } from './LogTail.tsx';
import { zxidText } from './protocol.ts';
import { quorumSize, type ServerState } from './state.ts';

const text = details.zookeeper.proposals;

const SHOWN = 6;

interface ProposalsProps {
  readonly state: ServerState;
  readonly before: ServerState | undefined;
}

/** What a leader has proposed and a quorum has not acknowledged yet: a disc for each voter, full if it has it on disk. */
export function Proposals({ state, before }: ProposalsProps) {
  if (state.leadership?.phase !== 'broadcast') return undefined;
  const rows = proposalsOf(state);
  const quorum = quorumSize(state.config);
  const newest = newestOf(before) ?? Infinity;
  return (
    <Section title={text.title} aside={rows.length === 0 ? undefined : text.needed(quorum)}>
      {rows.length === 0 ? <p className="detail-note">{text.none}</p> : undefined}
      <ul className="proposals">
        {rows.slice(0, SHOWN).map((row) => (
          <Proposal
            key={row.transaction.zxid}
            row={row}
            quorum={quorum}
            changed={row.transaction.zxid > newest}
          />
        ))}
      </ul>
      {rows.length > SHOWN ? (
        <p className="detail-note">{details.zookeeper.more(count(rows.length - SHOWN))}</p>
      ) : undefined}
    </Section>
  );
}

interface ProposalProps {
  readonly row: ProposalRow;
  readonly quorum: number;
  readonly changed: boolean;
}

function Proposal({ row, quorum, changed }: ProposalProps) {
  const { transaction, acknowledged } = row;
  const having = acknowledged.filter(({ has }) => has).map(({ server }) => server);
  const told = having.length === 0 ? text.nobody : text.acknowledged(having.join(', '));
  const line = changeLine(transaction);
  return (
    <li className={changed ? 'row-changed' : undefined} title={`${line}: ${told}`}>
      <span className="proposal-zxid">{zxidText(transaction.zxid)}</span>
      <span className="proposal-change">{line}</span>
      <span className="proposal-marks" role="img" aria-label={told}>
        {acknowledged.map(({ server, has }) => (
          <span key={server} className={has ? 'proposal-mark proposal-has' : 'proposal-mark'} />
        ))}
      </span>
      <span className={row.quorum ? 'proposal-count proposal-quorum' : 'proposal-count'}>
        {text.count(row.count, quorum)}
      </span>
    </li>
  );
}
