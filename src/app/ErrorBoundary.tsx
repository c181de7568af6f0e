import { Component, type ReactNode } from 'react';
import { words } from '../words/index.ts';
import './error-boundary.css';

interface ErrorBoundaryState {
  readonly error: Error | undefined;
}

/** Instead of a white page: what broke, and a way on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <main className="broken">
        <h1>{words.failure.title}</h1>
        <p>{words.failure.body}</p>
        <pre>{error.stack ?? error.message}</pre>
        <button type="button" onClick={() => window.location.reload()}>
          {words.failure.reload}
        </button>
      </main>
    );
  }
}
