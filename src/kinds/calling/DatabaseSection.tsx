import { valuesOf } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { DatabaseUser } from './databases.ts';

const text = details.kinds.calling;

interface Props {
  readonly group: string;
  readonly state: DatabaseUser;
  readonly before: DatabaseUser | undefined;
}

/** What a process thinks of each database that it asks: the primary that it knows need not be the one that is. */
export function DatabaseSection({ group, state, before }: Props) {
  return (
    <Section title={text.databases} aside={group}>
      <Facts rows={rowsOf(state)} before={before && rowsOf(before)} was={words.inspector.was} />
    </Section>
  );
}

function rowsOf({ primary, databases, queries }: DatabaseUser): readonly Fact[] {
  const asked = valuesOf(queries).map(({ asked: place }) => place);
  return [
    [text.knownPrimary, primary ?? text.noPrimary],
    ...databases.map(({ name, open }, index): Fact => {
      const waiting = asked.filter((place) => place === index).length;
      const parts = [
        open ? text.linked : text.notConnected,
        ...(name === primary ? [text.primary] : []),
        ...(waiting > 0 ? [text.asked(count(waiting))] : []),
      ];
      return [name, parts.join(', '), open ? (name === primary ? 'leads' : undefined) : 'bad'];
    }),
  ];
}
