import type { Json } from './json.ts';

/** A place where the model did otherwise than the real system; `undefined` means absent. */
export interface Difference {
  /** JSON pointer into the golden. */
  readonly pointer: string;
  readonly recorded: Json | undefined;
  readonly model: Json | undefined;
}

/** Takes down one difference. */
export type Note = (pointer: string, recorded: Json | undefined, model: Json | undefined) => void;

/** The differences that a comparison notes. */
export function differencesOf(compare: (note: Note) => void): readonly Difference[] {
  const differences: Difference[] = [];
  compare((pointer, recorded, model) => {
    differences.push({ pointer, recorded, model });
  });
  return differences;
}
