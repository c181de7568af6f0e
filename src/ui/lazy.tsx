import {
  type ComponentType,
  createContext,
  createElement,
  type ReactNode,
  use,
  useContext,
  useEffect,
} from 'react';
import { missing, MissingPart, type Part } from '../lib/missing-part.ts';
import { withLostStyles } from './lost-styles.ts';

/** Counts up whenever what is missing may be tried again. */
export const AttemptContext = createContext(0);

type Found<P> = ComponentType<P> | MissingPart;

/** The code of a component, which is loaded once, or again after it could not be. */
class Loading<P> {
  private found: Promise<Found<P>> | undefined;
  private failed = false;
  private attempt = 0;

  constructor(
    private readonly part: Part,
    private readonly load: () => Promise<ComponentType<P>>,
  ) {}

  in(attempt: number): Promise<Found<P>> {
    if (attempt !== this.attempt) this.forget();
    this.attempt = attempt;
    this.found ??= withLostStyles(this.load)
      .catch(missing(this.part))
      .catch((error: unknown) => this.fail(error));
    return this.found;
  }

  /** Forgets that it failed. */
  readonly forget = (): void => {
    if (this.failed) this.found = undefined;
    this.failed = false;
  };

  private fail(error: unknown): MissingPart {
    if (!(error instanceof MissingPart)) throw error;
    this.failed = true;
    return error;
  }
}

const Nothing = () => undefined;

/**
 * A component whose code comes when it is first shown. React's own lazy components take the page down with them when that
 * fails, for good: these leave their place to `Otherwise`, have the failure told, and are loaded again with the next attempt
 * or when they are shown anew.
 */
export function lazy<P extends object>(
  part: Part,
  load: () => Promise<ComponentType<P>>,
  Otherwise: ComponentType<P> = Nothing,
): ComponentType<P> {
  const loading = new Loading(part, load);
  return function LazyPart(props: P) {
    const found = use(loading.in(useContext(AttemptContext)));
    if (!(found instanceof MissingPart)) return createElement(found, props);
    return (
      <Missing error={found} onLeave={loading.forget}>
        <Otherwise {...props} />
      </Missing>
    );
  };
}

interface MissingProps {
  readonly error: MissingPart;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

function Missing({ error, onLeave, children }: MissingProps) {
  useEffect(() => void Promise.reject(error), [error]);
  useEffect(() => onLeave, [onLeave]);
  return children;
}
