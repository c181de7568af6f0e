import { sizeOf } from '../../lib/sorted-map.ts';
import { type Fact, Facts, Section } from '../../ui/Detail.tsx';
import { count } from '../../ui/format.ts';
import type { DetailProps } from '../../ui/kind-view.ts';
import { hasFields } from '../../ui/plain-data.ts';
import { StateDetail } from '../../ui/StateDetail.tsx';
import { details } from '../../words/details.ts';
import { words } from '../../words/index.ts';
import { tokenText } from '../calling/RecipeSection.tsx';
import type { ResourceState } from './state.ts';

const text = details.kinds.resource;

function isResource(state: unknown): state is ResourceState {
  return hasFields<ResourceState>(state, ['greatest', 'accepted', 'refused']);
}

export function ResourceDetail({ state, before }: DetailProps) {
  if (!isResource(state)) return <StateDetail state={state} words={words.inspector} />;
  const earlier = isResource(before) ? before : undefined;
  const { was } = words.inspector;
  return (
    <>
      <Section title={text.tokens}>
        <Facts rows={tokenRows(state)} before={earlier && tokenRows(earlier)} was={was} />
      </Section>
      <Section title={text.work}>
        <Facts rows={workRows(state)} before={earlier && workRows(earlier)} was={was} />
      </Section>
    </>
  );
}

function tokenRows({ greatest }: ResourceState): readonly Fact[] {
  const said = (token: number) => (token === 0 ? text.none : tokenText(token));
  return [
    [text.shown, said(greatest.shown)],
    [text.written, said(greatest.written)],
  ];
}

function workRows({ last, open, accepted, refused }: ResourceState): readonly Fact[] {
  return [
    [text.last, last === undefined ? text.nobody : text.its(last.holder, tokenText(last.access.turn))],
    [text.open, count(sizeOf(open))],
    [text.done, count(accepted)],
    [text.refused, count(refused), refused === 0 ? undefined : 'bad'],
  ];
}
