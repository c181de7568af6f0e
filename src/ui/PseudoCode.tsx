import './pseudo-code.css';

interface PseudoCodeProps {
  readonly name: string;
  readonly lines: readonly string[];
  /** The line that is lit, from 1; 0: none. */
  readonly line: number;
}

/** Numbered lines, one of which is where somebody stands. */
export function PseudoCode({ name, lines, line }: PseudoCodeProps) {
  return (
    <ol className="pseudo-code" aria-label={name}>
      {lines.map((text, index) => (
        <li key={text} aria-current={index + 1 === line ? 'step' : undefined}>
          {text}
        </li>
      ))}
    </ol>
  );
}
