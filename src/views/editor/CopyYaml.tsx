import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { author } from '../../words/author.ts';

/** What was tried, to be put into another file. */
export function CopyYaml({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      icon={copied ? 'check' : 'copy'}
      label={copied ? author.faults.copied : author.faults.copy}
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
