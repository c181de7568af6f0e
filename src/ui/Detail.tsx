import { useId, type ReactNode } from 'react';
import './detail.css';
import { Label } from './Label.tsx';

interface SectionProps {
  readonly title: string;
  /** A word at the right of the title. */
  readonly aside?: string | undefined;
  readonly children: ReactNode;
}

/** A titled part of a panel. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className="detail-section" aria-labelledby={id}>
      <h3 className="detail-title">
        <span id={id}>
          <Label text={title} />
        </span>
        {aside === undefined ? undefined : <span className="detail-aside">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A value with a tone is coloured; its words say the same. */
export type Fact = readonly [name: string, value: ReactNode, tone?: 'good' | 'bad' | 'leads' | undefined];

interface FactsProps {
  readonly rows: readonly Fact[];
  /** The same rows before a change: a text that was another is marked, with what it was. */
  readonly before?: readonly Fact[] | undefined;
  readonly was?: (text: string) => string;
}

/** Names at the left, values at the right. */
export function Facts({ rows, before, was = String }: FactsProps) {
  return (
    <dl className="facts">
      {rows.map(([name, value, tone]) => {
        const earlier = before?.find(([other]) => other === name)?.[1];
        const changed = typeof earlier === 'string' && typeof value === 'string' && earlier !== value;
        return (
          <div key={name} className={changed ? 'fact-changed' : undefined}>
            <dt>
              <Label text={name} />
            </dt>
            <dd className={tone === undefined ? undefined : `detail-${tone}`}>
              {value}
              {changed ? <span className="fact-was"> {was(earlier)}</span> : undefined}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** How much is left of a length of time; under a quarter it is late. */
export function Remainder({ share }: { readonly share: number }) {
  const width = Math.min(1, Math.max(0, share)) * 100;
  return (
    <span className={share < 0.25 ? 'remainder remainder-late' : 'remainder'} aria-hidden="true">
      <span style={{ width: `${width.toFixed(1)}%` }} />
    </span>
  );
}
