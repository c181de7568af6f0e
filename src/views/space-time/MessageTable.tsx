import { Columns } from '../../ui/Columns.tsx';
import { clock, count } from '../../ui/format.ts';
import { words } from '../../words/index.ts';
import { useSelection, useSession } from '../session.ts';
import type { DrawnMessage } from './diagram.ts';
import { messageLabel, messageName } from './message-words.ts';

interface MessageTableProps {
  readonly messages: readonly DrawnMessage[];
  readonly height: number;
}

const MAX_ROWS = 400;

/** The messages of the diagram as a table, in order of their sending. */
export function MessageTable({ messages, height }: MessageTableProps) {
  const session = useSession();
  const selected = useSelection((state) => state.message);
  const { columns } = words.spaceTime;
  return (
    <div
      className="st-table"
      style={{ height }}
      tabIndex={0}
      role="region"
      aria-label={words.spaceTime.caption}
    >
      <table>
        <caption className="visually-hidden">{words.spaceTime.caption}</caption>
        <Columns names={[columns.sent, columns.from, columns.to, columns.message, columns.received]} />
        <tbody>
          {messages.slice(0, MAX_ROWS).map(({ message }) => (
            <tr key={message.id} className={message.id === selected ? 'st-row-selected' : undefined}>
              <td>{clock(message.sentAt, 6)}</td>
              <td>{message.from}</td>
              <td>{message.to}</td>
              <td>
                <button
                  type="button"
                  className="st-row-button"
                  aria-pressed={message.id === selected}
                  aria-label={messageName(message)}
                  onClick={() => session.selectMessage(message.id)}
                >
                  {messageLabel(message)}
                </button>
              </td>
              <td className={message.fate === 'received' ? undefined : 'st-row-failed'}>
                {message.fate === 'received' && message.arrivesAt !== undefined
                  ? clock(message.arrivesAt, 6)
                  : words.spaceTime.fates[message.fate]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {messages.length > MAX_ROWS ? (
        <p className="st-crowd">{words.spaceTime.leftOut(count(messages.length - MAX_ROWS))}</p>
      ) : undefined}
    </div>
  );
}
