import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';

export function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      bare
      icon={copied ? 'check' : 'copy'}
      label={copied ? words.why.copied : words.why.copy}
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
