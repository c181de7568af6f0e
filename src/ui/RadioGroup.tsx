import type { KeyboardEvent } from 'react';
import { releasePointerFocus } from './pointer-focus.ts';
import './radio-group.css';

interface RadioGroupProps<Value extends string | number> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly name: string }[];
  readonly onChange: (value: Value) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A row of choices of which one holds. One tab stop; the arrows choose. */
export function RadioGroup<Value extends string | number>(props: RadioGroupProps<Value>) {
  const { label, value, options, onChange } = props;

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = options.findIndex((option) => option.value === value);
    const to = (from + step + options.length) % options.length;
    const option = options[to];
    if (option === undefined) return;
    onChange(option.value);
    event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=radio]')[to]?.focus();
  }

  return (
    <div className="radio-group" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.name}
          tabIndex={option.value === value ? 0 : -1}
          onClick={(event) => {
            onChange(option.value);
            releasePointerFocus(event);
          }}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
