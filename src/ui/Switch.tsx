import { releasePointerFocus } from './pointer-focus.ts';
import './switch.css';

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off, with its name beside it. */
export function Switch({ label, hint, on, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={on}
      aria-label={label}
      title={hint}
      onClick={(event) => {
        onChange(!on);
        releasePointerFocus(event);
      }}
    >
      <span className="switch-track" aria-hidden="true" />
      <span className="switch-label">{label}</span>
    </button>
  );
}
