import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { details } from '../../words/details.ts';
import { votesOf, type VoteRow } from './inspection.ts';
import { zxidText } from './protocol.ts';
import { isVoter, quorumSize, serverName, type ServerState, voterCount } from './state.ts';

const text = details.zookeeper.votes;

interface VotesProps {
  readonly state: ServerState;
  readonly before: ServerState | undefined;
}

/** Who votes for whom, as far as a server that looks for a leader has heard; its own vote first. */
export function Votes({ state, before }: VotesProps) {
  const { config } = state;
  const { election } = state.voting;
  if (election === undefined) return undefined;
  if (!isVoter(config, config.sid)) {
    return (
      <Section title={text.title}>
        <p className="detail-note">{text.observer}</p>
      </Section>
    );
  }
  const rows = votesOf(state);
  const earlier = before === undefined ? [] : votesOf(before);
  const agreeing = rows.filter(({ agrees }) => agrees).length;
  const { title, columns } = text;
  return (
    <Section title={title} aside={text.agree(agreeing, serverName(config, election.proposal.leader))}>
      <table className="detail-table">
        <Columns names={[columns.server, columns.leader, columns.zxid, columns.epoch, columns.round]} />
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.server}
              row={row}
              leader={row.vote && serverName(config, row.vote.leader)}
              changed={isChanged(row, earlier)}
            />
          ))}
        </tbody>
      </table>
      <p className="detail-note">
        {election.finalizing ? text.quorum : text.needed(quorumSize(config), voterCount(config))}{' '}
        {text.better}
      </p>
    </Section>
  );
}

interface RowProps {
  readonly row: VoteRow;
  readonly leader: string | undefined;
  readonly changed: boolean;
}

function Row({ row, leader, changed }: RowProps) {
  const { server, own, vote, round, state, agrees } = row;
  const settled = text.settled[state];
  return (
    <tr className={changed ? 'row-changed' : undefined}>
      <th scope="row" aria-label={own ? text.own(server) : undefined}>
        {server}
      </th>
      {vote === undefined || leader === undefined ? (
        <td className="vote-unheard" colSpan={4}>
          {text.unheard}
        </td>
      ) : (
        <>
          <td className={agrees ? 'vote-agrees' : undefined}>
            {settled === '' ? leader : `${settled} ${leader}`}
          </td>
          <td>{zxidText(vote.zxid)}</td>
          <td>{vote.peerEpoch}</td>
          <td>{round}</td>
        </>
      )}
    </tr>
  );
}

function isChanged(row: VoteRow, earlier: readonly VoteRow[]): boolean {
  const before = earlier.find(({ server }) => server === row.server);
  if (before === undefined) return false;
  const { vote } = before;
  return (
    vote?.leader !== row.vote?.leader ||
    vote?.zxid !== row.vote?.zxid ||
    before.round !== row.round ||
    before.state !== row.state
  );
}
