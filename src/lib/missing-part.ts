/** Parts of the app that are loaded when they are needed, as a notice names them. */
export type Part =
  | 'answer'
  | 'comparison'
  | 'drill'
  | 'editor'
  | 'format'
  | 'glossary'
  | 'guide'
  | 'inspector'
  | 'keys'
  | 'library'
  | 'menu'
  | 'milestones'
  | 'model'
  | 'outline'
  | 'player'
  | 'presentation'
  | 'scenario'
  | 'share'
  | 'simulator'
  | 'stage'
  | 'timeline';

/**
 * A part whose code did not come: there is no network, or a newer build took its place on the server. Nothing else is the
 * matter, so that whoever has nothing better to do lets it pass as a rejection, which the page tells (src/app/missing-parts.ts).
 */
export class MissingPart extends Error {
  override readonly name = 'MissingPart';

  constructor(
    readonly part: Part,
    cause?: unknown,
  ) {
    super(`${part} could not be loaded`, { cause });
  }
}

/** For the `catch` of a dynamic import. */
export function missing(part: Part): (cause: unknown) => never {
  return (cause) => {
    throw cause instanceof MissingPart ? cause : new MissingPart(part, cause);
  };
}

/** For the `catch` of what nobody misses: other errors stay errors. */
export function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof MissingPart)) throw error;
}
