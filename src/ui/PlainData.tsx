import './plain-data.css';
import { isRecord } from '../lib/plain-data.ts';
import { isScalar, scalarText } from './plain-data.ts';

interface PlainDataProps {
  readonly value: unknown;
  /** Says how many entries are left out. */
  readonly more: (count: number) => string;
  readonly depth?: number;
}

const MAX_ENTRIES = 24;
const MAX_DEPTH = 5;

/** Any plain data as nested definition lists: what is shown of a state that has no view of its own. */
export function PlainData({ value, more, depth = 0 }: PlainDataProps) {
  if (isScalar(value)) return <span className="plain-scalar">{scalarText(value)}</span>;
  if (depth >= MAX_DEPTH) return <span className="plain-empty">…</span>;
  const entries = entriesOf(value);
  if (entries.length === 0) return <span className="plain-empty">–</span>;
  if (Array.isArray(value) && value.every(isScalar) && value.length <= 8) {
    return <span className="plain-scalar">{value.map(scalarText).join(', ')}</span>;
  }
  return (
    <dl className="plain-data">
      {entries.slice(0, MAX_ENTRIES).map(([key, entry]) => (
        <div key={key} className={isNested(entry) ? 'plain-nested' : 'plain-row'}>
          <dt>{key}</dt>
          <dd>
            <PlainData value={entry} more={more} depth={depth + 1} />
          </dd>
        </div>
      ))}
      {entries.length > MAX_ENTRIES ? (
        <div className="plain-row">
          <dt>…</dt>
          <dd className="plain-empty">{more(entries.length - MAX_ENTRIES)}</dd>
        </div>
      ) : undefined}
    </dl>
  );
}

function isNested(value: unknown): boolean {
  if (isScalar(value)) return false;
  if (Array.isArray(value)) return value.length > 0 && !(value.every(isScalar) && value.length <= 8);
  return entriesOf(value).length > 0;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].map(([key, entry]): [string, unknown] => [String(key), entry]);
  if (value instanceof Set)
    return [...value].map((entry, index): [string, unknown] => [String(index), entry]);
  if (Array.isArray(value)) return value.map((entry, index): [string, unknown] => [String(index), entry]);
  return isRecord(value) ? Object.entries(value) : [];
}
