import { Suspense, useState } from 'react';
import { lazy } from '../../ui/lazy.tsx';
import { words } from '../../words/index.ts';

const Parameters = lazy('inspector', async () => (await import('./Parameters.tsx')).Parameters);

/** Folded until somebody wants to change a parameter; what the form needs is loaded then. */
export function ParametersSection({ node }: { readonly node: string }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="detail-section parameters">
      <h3 className="detail-title">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {words.inspector.parameters}
        </button>
      </h3>
      {open ? (
        <Suspense>
          <Parameters key={node} node={node} />
        </Suspense>
      ) : undefined}
    </section>
  );
}
