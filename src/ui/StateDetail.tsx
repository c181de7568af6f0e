import { Section } from './Detail.tsx';
import { PlainData } from './PlainData.tsx';

interface StateDetailProps {
  readonly state: unknown;
  readonly words: {
    readonly state: string;
    readonly moreEntries: (count: number) => string;
  };
}

/** A state as it is: for a kind without a view of its own, or one that its view does not know. */
export function StateDetail({ state, words }: StateDetailProps) {
  return (
    <Section title={words.state}>
      <PlainData value={state} more={words.moreEntries} />
    </Section>
  );
}
