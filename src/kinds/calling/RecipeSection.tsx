import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { duration } from '../../ui/format.ts';
import { PseudoCode } from '../../ui/PseudoCode.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { Registered } from './registry.ts';

type RecipeState = NonNullable<Registered['duty']>;
type ZookeeperClient = NonNullable<Registered['zookeeper']>;

const text = details.kinds.calling;

interface RecipeProps {
  readonly title: string;
  readonly recipe: RecipeState;
  readonly before: RecipeState | undefined;
  /** Whether the number of its znode is shown as a token to anybody, or could be. */
  readonly fenced?: boolean;
}

/** A recipe's pseudo-code with the line where it stands, and what it has and waits for. */
export function RecipeSection({ title, recipe, before, fenced = false }: RecipeProps) {
  const rows = (of: RecipeState) => recipeRows(of, fenced);
  return (
    <Section title={title} aside={recipe.name}>
      <PseudoCode name={text.lines} lines={recipe.lines} line={recipe.line} />
      <Facts rows={rows(recipe)} before={before && rows(before)} was={words.inspector.was} />
    </Section>
  );
}

function recipeRows({ own, awaits, token, says }: RecipeState, fenced: boolean): readonly Fact[] {
  return [
    [text.own, own ?? text.none],
    [text.awaits, awaits ?? text.nothing],
    ...(token === undefined || !fenced ? [] : [[text.token, tokenText(token)] as const]),
    ...(says === undefined ? [] : [[text.says, says] as const]),
  ];
}

/** A zxid's epoch and counter in hexadecimal, as ZooKeeper writes them. */
export function tokenText(token: number): string {
  const epoch = Math.floor(token / 2 ** 32);
  return `${epoch.toString(16)}·${(token % 2 ** 32).toString(16)}`;
}

interface SessionProps {
  readonly zookeeper: ZookeeperClient;
  readonly before: ZookeeperClient | undefined;
}

/** The session that a process has with ZooKeeper. */
export function SessionSection({ zookeeper, before }: SessionProps) {
  return (
    <Section title={text.session} aside={zookeeper.state.toLowerCase()}>
      <Facts rows={sessionRows(zookeeper)} before={before && sessionRows(before)} was={words.inspector.was} />
    </Section>
  );
}

function sessionRows({ session, servers, server, timeout }: ZookeeperClient): readonly Fact[] {
  return [
    [text.id, session === 0 ? text.none : `0x${session.toString(16)}`],
    [text.server, servers[server] ?? text.none],
    [text.timeout, duration(timeout)],
  ];
}
