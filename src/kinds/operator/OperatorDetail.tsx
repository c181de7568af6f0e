import type { ZnodeOrder } from '../../kernel/fault.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import type { OperatorState } from './state.ts';

const text = details.kinds.operator;

function isOperator(state: unknown): state is OperatorState {
  return hasFields<OperatorState>(state, ['orders', 'done', 'refused']);
}

export function OperatorDetail({ state, before }: DetailProps) {
  if (!isOperator(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isOperator(before) ? before : undefined;
  return (
    <Section title={text.session} aside={state.zookeeper?.state.toLowerCase() ?? text.none}>
      <Facts rows={rowsOf(state)} before={earlier && rowsOf(earlier)} was={words.inspector.was} />
    </Section>
  );
}

function rowsOf({ orders, done, refused, zookeeper }: OperatorState): readonly Fact[] {
  const [order, ...waiting] = orders;
  const session = zookeeper?.session ?? 0;
  return [
    [text.now, order === undefined ? text.nothing : said(order)],
    [text.waiting, count(waiting.length)],
    [text.done, count(done)],
    [text.refused, count(refused)],
    [text.id, session === 0 ? text.none : session.toString(16)],
    [text.server, zookeeper?.servers[zookeeper.server] ?? text.none],
  ];
}

function said({ op, path, data }: ZnodeOrder): string {
  return `${op} ${path} ${data}`.trimEnd();
}
