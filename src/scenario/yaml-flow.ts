/** Entries and items within `{ }` and `[ ]`: added behind others, or taken out with their commas. */
import { beginsLine, columnOf, lineEnd, lineStart, nextLine } from './text-changes.ts';
import { rangeOf, Unpatchable, type Node, type Site, type YamlSource } from './yaml-source.ts';

type Part = Site & { readonly end: number };

/** Behind the last of `parts`; before all others where there are none. */
export function addToFlow(
  { text, changes }: YamlSource,
  collection: Node,
  parts: readonly Part[],
  added: readonly string[],
): void {
  const [start, end] = rangeOf(collection);
  const last = parts.at(-1);
  if (last === undefined) {
    const isEmpty = text.slice(start + 1, end - 1).trim() === '';
    const [open, close] = text[start] === '{' ? [' ', ' '] : ['', ''];
    if (isEmpty) changes.replace(start + 1, end - 1, `${open}${added.join(', ')}${close}`);
    else {
      const first = start + 1 + (/^\s*/u.exec(text.slice(start + 1))?.[0].length ?? 0);
      changes.insert(first, added.map((one) => `${one}, `).join(''));
    }
    return;
  }
  const eol = lineEnd(text, last.end);
  if (!beginsLine(text, last.start) || eol >= end) {
    changes.insert(last.end, added.map((one) => `, ${one}`).join(''));
    return;
  }
  // One on each line: the new ones get lines of their own, behind the comment of the last.
  const indent = ' '.repeat(columnOf(text, last.start));
  const isOpen = commaBehind(text, last.end) === undefined;
  if (isOpen) changes.insert(last.end, ',');
  const lines = added.map(
    (one, index) => `${indent}${one}${isOpen && index === added.length - 1 ? '' : ','}`,
  );
  changes.insertLines(nextLine(text, last.end), lines);
}

/** Takes out parts, but not all of them. */
export function removeFromFlow<T extends Part>(
  source: YamlSource,
  parts: readonly T[],
  isGone: (part: T, index: number) => boolean,
): void {
  const gone = parts.map((part, index) => isGone(part, index));
  if (gone.every(Boolean) && gone.length > 0) throw new Unpatchable();
  for (let from = gone.indexOf(true); from >= 0;) {
    const next = gone.indexOf(false, from);
    removeRun(source, parts, from, next < 0 ? parts.length : next);
    from = next < 0 ? -1 : gone.indexOf(true, next);
  }
}

/** The parts from `from` up to but not including `to`. */
function removeRun({ text, changes }: YamlSource, parts: readonly Part[], from: number, to: number): void {
  const [first, last] = [parts[from], parts[to - 1]];
  if (first === undefined || last === undefined) throw new Unpatchable();
  const behind = commaBehind(text, last.end);
  const rest = text.slice(behind ?? last.end, lineEnd(text, last.end)).trim();
  if (beginsLine(text, first.start) && (rest === '' || rest.startsWith('#'))) {
    changes.remove(lineStart(text, first.start), nextLine(text, last.end));
    return;
  }
  const [previous, next] = [parts[from - 1], parts[to]];
  const [start, end] =
    next !== undefined ? [first.start, next.start] : [previous?.end ?? first.start, last.end];
  if (text.slice(start, end).includes('#')) throw new Unpatchable();
  changes.remove(start, end);
}

/** The offset behind the comma that follows a part. */
function commaBehind(text: string, end: number): number | undefined {
  const [match] = /^\s*,/u.exec(text.slice(end)) ?? [];
  return match === undefined ? undefined : end + match.length;
}
