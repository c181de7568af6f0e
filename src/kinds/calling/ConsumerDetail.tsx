import { lookUp, sizeOf, valuesOf } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count, duration } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { Consumer } from './consumer.ts';
import type { DatabaseUser } from './databases.ts';
import { DatabaseSection } from './DatabaseSection.tsx';
import type { DatabasePool } from './primary.ts';
import { RecipeSection } from './RecipeSection.tsx';
import { Outcomes } from './Outcomes.tsx';
import type { CallerPast, Registered, Tally } from './task.ts';

const text = details.kinds.calling;
/** Longer lists of instances are cut. */
const MAX_INSTANCES = 24;

const NOTHING: CallerPast = { outcomes: [], registered: [] };

type State = Consumer & Partial<Tally> & Partial<DatabaseUser> & { readonly served?: number };

/** One that may ask databases instead. */
interface Asker extends DatabaseUser {
  readonly config: { readonly database: DatabasePool | undefined };
}

function isAsker(state: unknown): state is Asker {
  return hasFields<Asker>(state, ['config', 'databases', 'queries']);
}

function isConsumer(state: unknown): state is State {
  return hasFields<State>(state, ['instances', 'turn', 'nextCall']);
}

/** What workers, batch jobs and services have in common: whom they know, what they ask, how they know it. */
export function ConsumerDetail({ state, before, past, now }: DetailProps) {
  if (!isConsumer(state)) return <StateDetail state={state} words={words.inspector} />;
  const { outcomes, registered } = (past ?? NOTHING) as CallerPast;
  const earlier = isConsumer(before) ? before : undefined;
  const asker = isAsker(state) ? state : undefined;
  const rowsOf = (rows: (of: State) => readonly Fact[]) => ({
    rows: rows(state),
    before: earlier && rows(earlier),
    was: words.inspector.was,
  });
  return (
    <>
      <Section title={text.calls}>
        <Facts {...rowsOf(callRows)} />
      </Section>
      <Outcomes rows={outcomes} />
      {asker?.config.database === undefined ? (
        <Section title={text.instances} aside={state.discovery?.path ?? text.hardCoded}>
          <Facts {...rowsOf(instanceRows)} />
        </Section>
      ) : (
        <DatabaseSection
          group={asker.config.database.group}
          state={asker}
          before={isAsker(before) ? before : undefined}
        />
      )}
      {state.discovery === undefined ? undefined : (
        <Section title={text.registry}>
          <Facts rows={registryRows(state, registered, now)} />
        </Section>
      )}
      {state.duty && <RecipeSection title={text.duty} recipe={state.duty} before={earlier?.duty} fenced />}
      {state.configuration && (
        <RecipeSection
          title={text.configuration}
          recipe={state.configuration}
          before={earlier?.configuration}
        />
      )}
      {state.zookeeper === undefined ? undefined : (
        <Section title={text.session} aside={state.zookeeper.state.toLowerCase()}>
          <Facts {...rowsOf(sessionRows)} />
        </Section>
      )}
    </>
  );
}

function callRows({ calls, queries, succeeded, failed, served }: State): readonly Fact[] {
  return [
    ...(served === undefined ? [] : [[text.served, count(served)] as const]),
    ...(succeeded === undefined ? [] : [[text.succeeded, count(succeeded)] as const]),
    ...(failed === undefined ? [] : [[text.failed, count(failed)] as const]),
    [text.open, count(sizeOf(calls) + sizeOf(queries))],
  ];
}

function instanceRows({ instances, links, calls }: State): readonly Fact[] {
  const asked = valuesOf(calls).map(({ target }) => target);
  return instances.slice(0, MAX_INSTANCES).map((name): Fact => {
    const open = asked.filter((target) => target === name).length;
    const linked = lookUp(links, name) !== undefined;
    return [name, open > 0 ? text.asked(count(open)) : linked ? text.linked : text.notLinked];
  });
}

/** Who is registered, since when, and where that is not what it believes. */
function registryRows({ discovery }: State, registered: readonly Registered[], now: number): readonly Fact[] {
  const { path, found } = discovery ?? { path: '', found: [] };
  const under = `${path}/`;
  const there = registered.filter((znode) => znode.path.startsWith(under));
  const known = new Set(found.map(({ name }) => under + name));
  const gone = [...known].filter((one) => !there.some((znode) => znode.path === one));
  const name = (znode: string) => znode.slice(under.length);
  return [
    ...there.map((znode): Fact => {
      const since = text.since(duration(now - znode.since));
      return known.has(znode.path)
        ? [name(znode.path), since]
        : [name(znode.path), text.unknown(since), 'bad'];
    }),
    ...gone.map((znode): Fact => [name(znode), text.gone, 'bad']),
  ];
}

function sessionRows({ zookeeper, registration, discovery }: State): readonly Fact[] {
  if (zookeeper === undefined) return [];
  const line = discovery === undefined ? '' : (discovery.lines[discovery.line - 1] ?? text.none);
  return [
    [text.id, zookeeper.session === 0 ? text.none : `0x${zookeeper.session.toString(16)}`],
    [text.server, zookeeper.servers[zookeeper.server] ?? text.none],
    [text.timeout, duration(zookeeper.timeout)],
    ...(registration === undefined ? [] : [[text.own, registration.own ?? text.none] as const]),
    ...(discovery === undefined ? [] : [[text.line, line] as const]),
  ];
}
