import { Section } from './Detail.tsx';
import type { DetailProps } from './kind-view.ts';
import { PlainData } from './PlainData.tsx';

/** The detail of a kind without a view of its own: its state as it is. */
export function StateDetail({ state }: DetailProps) {
  return (
    <Section title="State">
      <PlainData value={state} more={(count) => `and ${count} more`} />
    </Section>
  );
}
