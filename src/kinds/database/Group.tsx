import { Columns } from '../../ui/Columns.tsx';
import { Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { type DatabaseStanding, measure } from './standing.ts';

const text = details.kinds.database;

interface GroupProps {
  readonly name: string;
  readonly group: readonly DatabaseStanding[];
}

/** Who follows whom, and how far each has come. */
export function Group({ name, group }: GroupProps) {
  if (group.length < 2) return undefined;
  return (
    <Section title={text.group}>
      <table className="detail-table">
        <Columns names={[text.columns.name, text.columns.lsn, text.columns.behind, text.columns.follows]} />
        <tbody>
          {group.map((one) => (
            <tr key={one.name} aria-current={one.name === name ? 'true' : undefined}>
              <td className={one.running?.role === 'primary' ? 'detail-leads' : undefined}>{one.name}</td>
              <Standing one={one} group={group} />
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Standing({ one, group }: { readonly one: DatabaseStanding; readonly group: GroupProps['group'] }) {
  const { running, name } = one;
  if (running === undefined) {
    return (
      <td colSpan={3} className="detail-bad">
        {text.down}
      </td>
    );
  }
  const primary = measure(group, name);
  const { role, lsn, follows, streaming } = running;
  return (
    <>
      <td>{count(lsn)}</td>
      <td>{primary?.running === undefined ? '–' : signed(primary.running.lsn - lsn)}</td>
      <td className={role === 'primary' ? 'detail-leads' : undefined}>
        {role === 'primary'
          ? text.leads
          : follows === undefined
            ? text.nobody
            : streaming
              ? follows
              : text.connecting(follows)}
      </td>
    </>
  );
}

/** `3`; `+3` of what the primary has not. */
function signed(behind: number): string {
  return behind < 0 ? `+${count(-behind)}` : count(behind);
}

/** "3 behind db-2": how far a database is from the primary that it measures itself by. */
export function behindText(name: string, group: readonly DatabaseStanding[]): string {
  const own = group.find((one) => one.name === name)?.running;
  const primary = measure(group, name);
  if (own === undefined || primary?.running === undefined) return text.nothingKnown;
  const behind = primary.running.lsn - own.lsn;
  if (behind === 0) return text.level(primary.name);
  return behind > 0
    ? text.behindPrimary(count(behind), primary.name)
    : text.ahead(count(-behind), primary.name);
}
