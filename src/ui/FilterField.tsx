interface FilterFieldProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What Enter does. */
  readonly onEnter?: () => void;
}

/** What narrows a list by what is typed; `/` goes to it, and Escape empties it before it closes anything. */
export function FilterField({ id, label, placeholder, value, onChange, onEnter }: FilterFieldProps) {
  return (
    <input
      id={id}
      type="text"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={placeholder}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter?.();
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        onChange('');
      }}
    />
  );
}
