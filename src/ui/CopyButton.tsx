import { useState } from 'react';
import { Button } from './Button.tsx';

interface CopyButtonProps {
  /** What is put on the clipboard. */
  readonly text: string;
  readonly label: string;
  /** The label once that is done, until the button loses the focus. */
  readonly done: string;
  readonly bare?: boolean;
}

export function CopyButton({ text, label, done, bare = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      bare={bare}
      icon={copied ? 'check' : 'copy'}
      label={copied ? done : label}
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
      onBlur={() => setCopied(false)}
    />
  );
}
