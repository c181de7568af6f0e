/** The Markdown that narrations may use: bold and code. Everything else is text, so nothing of it can be HTML. */
export interface NarrationPart {
  readonly type: 'text' | 'bold' | 'code';
  readonly text: string;
}

const MARKED = /\*\*(?<bold>[^*]+)\*\*|`(?<code>[^`]+)`/gu;

export function narrationParts(say: string): readonly NarrationPart[] {
  const parts: NarrationPart[] = [];
  let from = 0;
  for (const match of say.matchAll(MARKED)) {
    if (match.index > from) parts.push({ type: 'text', text: say.slice(from, match.index) });
    const { bold, code } = match.groups ?? {};
    parts.push(bold === undefined ? { type: 'code', text: code ?? '' } : { type: 'bold', text: bold });
    from = match.index + match[0].length;
  }
  if (from < say.length) parts.push({ type: 'text', text: say.slice(from) });
  return parts;
}
