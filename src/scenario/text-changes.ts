/** Changes of a text by offsets into it, and the lines around an offset. What nobody changes stays to the byte. */

interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** Collected first and applied together, so that all offsets are those of the original. */
export class TextChanges {
  /** What ends the lines of this text. */
  readonly newline: '\n' | '\r\n';
  private readonly changes: Change[] = [];

  constructor(readonly text: string) {
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  replace(from: number, to: number, by: string): void {
    this.changes.push({ from, to, by });
  }

  remove(from: number, to: number): void {
    this.replace(from, to, '');
  }

  /** Insertions at one offset stand in the order in which they were made. */
  insert(at: number, by: string): void {
    this.replace(at, at, by);
  }

  /** Whole lines, before the line that begins at `at`. */
  insertLines(at: number, lines: readonly string[]): void {
    const { text, newline } = this;
    const isOpen = at === text.length && at > 0 && !text.endsWith('\n');
    const block = lines.join(newline);
    this.insert(at, isOpen ? `${newline}${block}` : `${block}${newline}`);
  }

  /** The changed text; undefined where two changes overlap. */
  apply(): string | undefined {
    const ordered = [...this.changes].sort((one, other) => one.from - other.from || one.to - other.to);
    const parts: string[] = [];
    let done = 0;
    for (const { from, to, by } of ordered) {
      if (from < done) return undefined;
      parts.push(this.text.slice(done, from), by);
      done = to;
    }
    return [...parts, this.text.slice(done)].join('');
  }
}

/** Where the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of `offset` ends, before what ends it. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** Where the line after that of `offset` begins; the end of the text after its last line. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether nothing but spaces stands before `offset` on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

export function isBlankLine(text: string, at: number): boolean {
  return text.slice(at, lineEnd(text, at)).trim() === '';
}

/** The column of the comment that alone stands on the line that begins at `at`; undefined if there is none. */
export function commentColumn(text: string, at: number): number | undefined {
  const line = text.slice(at, lineEnd(text, at));
  const column = line.length - line.trimStart().length;
  return line[column] === '#' ? column : undefined;
}

/** After the lines from `at` on that are comments at `column` or further right. */
export function skipComments(text: string, at: number, column: number): number {
  let end = at;
  while (end < text.length && (commentColumn(text, end) ?? -1) >= column) end = nextLine(text, end);
  return end;
}
