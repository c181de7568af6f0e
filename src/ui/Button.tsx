import type { ButtonHTMLAttributes } from 'react';
import './button.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  readonly icon?: IconName;
  /** The name; shown beside the icon unless `bare`. */
  readonly label: string;
  /** Shown instead of the label where the label would be long. */
  readonly text?: string;
  readonly bare?: boolean;
  readonly look?: 'quiet' | 'outlined' | 'filled' | 'round';
}

/** A button with an icon, a text, or both. Its accessible name is always `label`. */
export function Button({ icon, label, text, bare = false, look = 'quiet', className, ...rest }: ButtonProps) {
  const named = bare || (text !== undefined && text !== label);
  return (
    <button
      {...rest}
      type="button"
      className={`button button-${look}${bare ? ' button-bare' : ''} ${className ?? ''}`}
      aria-label={named ? label : undefined}
      title={bare ? (rest.title ?? label) : rest.title}
    >
      {icon === undefined ? undefined : <Icon name={icon} />}
      {bare ? undefined : <span>{text ?? label}</span>}
    </button>
  );
}
