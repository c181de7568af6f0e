import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { changeText, type LogRow, logRows, newestOf } from './inspection.ts';
import { loggedCount } from './ensemble/storage.ts';
import { type Transaction, zxidText } from './protocol.ts';
import type { ServerState } from './state.ts';

const { log: text, changes } = details.zookeeper;

const SHOWN = 8;

interface LogTailProps {
  readonly state: ServerState;
  readonly before: ServerState | undefined;
}

/** The last transactions and how far each has come: a line under the last that is not known to be committed. */
export function LogTail({ state, before }: LogTailProps) {
  const rows = logRows(state, SHOWN);
  const all = loggedCount(state);
  const newest = newestOf(before) ?? Infinity;
  const head = rows.find(({ standing }) => standing === 'committed')?.place;
  const { columns } = text;
  return (
    <Section title={text.title} aside={all > rows.length ? text.of(count(all)) : undefined}>
      {rows.length === 0 ? (
        <p className="detail-note">{text.none}</p>
      ) : (
        <table className="detail-table log-tail">
          <Columns names={[columns.zxid, columns.change, columns.standing]} />
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.place}
                row={row}
                changed={row.transaction.zxid > newest}
                mark={row.place === head && row !== rows[0]}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="detail-note">{notes(state, all).join(' ')}</p>
    </Section>
  );
}

interface RowProps {
  readonly row: LogRow;
  readonly changed: boolean;
  /** Whether the committed part of the log begins here. */
  readonly mark: boolean;
}

function Row({ row, changed, mark }: RowProps) {
  const { transaction, standing, snapshot } = row;
  const line = changeLine(transaction);
  const classes = [changed ? 'row-changed' : '', mark ? 'log-mark' : ''].join(' ').trim();
  return (
    <tr className={classes === '' ? undefined : classes}>
      <td>{zxidText(transaction.zxid)}</td>
      <td title={line}>{line}</td>
      <td className={`log-is-${standing}`}>
        {text.standings[standing]}
        {snapshot ? (
          <span
            className="log-snapshot"
            role="img"
            aria-label={text.snapshotHere}
            title={text.snapshotHere}
          />
        ) : undefined}
      </td>
    </tr>
  );
}

/** What a transaction does, in one line. */
export function changeLine(transaction: Transaction): string {
  const change = changeText(transaction);
  switch (change.verb) {
    case 'open':
    case 'close':
    case 'expire':
      return changes[change.verb](change.client);
    case 'multi':
      return changes.multi(change.count);
    case 'error':
      return changes.error(change.code);
    default:
      return changes[change.verb](change.path);
  }
}

/** How far the log is committed and applied, and where its snapshots stand. */
function notes(
  { applied, committed, disk: { snapshot, base } }: ServerState,
  all: number,
): readonly string[] {
  return [
    text.committedUpTo(count(Math.min(committed, applied)), count(all)),
    ...(applied === committed ? [] : [text.appliedUpTo(count(applied))]),
    snapshot.count === 0 ? text.noSnapshot : text.snapshot(count(snapshot.count), zxidText(snapshot.zxid)),
    ...(base.count === 0 ? [] : [text.begins(count(base.count))]),
  ];
}
