import { type EditorState, type Range, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view';
import type { Addition, Problem } from '../../scenario/problem.ts';
import { author } from '../../words/author.ts';

export interface ShownProblems {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What is wrong with the text, from whoever reads it. */
export const showProblems = StateEffect.define<ShownProblems>();

interface Fix {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly label: string;
}

interface Found {
  readonly problem: Problem;
  readonly warns: boolean;
  readonly from: number;
  readonly to: number;
}

/** Below the line of a problem: what is wrong, and, where it is known, what to write instead. */
class ProblemLine extends WidgetType {
  constructor(
    private readonly problem: Problem,
    private readonly warns: boolean,
    private readonly fix: Fix | undefined,
  ) {
    super();
  }

  override eq(other: ProblemLine): boolean {
    const { problem, fix } = other;
    return (
      problem.message === this.problem.message &&
      other.warns === this.warns &&
      fix?.from === this.fix?.from &&
      fix?.insert === this.fix?.insert
    );
  }

  override toDOM(view: EditorView): HTMLElement {
    const line = document.createElement('div');
    line.className = this.warns ? 'cm-problem cm-problem-is-warning' : 'cm-problem';
    line.setAttribute('role', 'note');
    line.append(element('span', this.problem.message));
    const { fix } = this;
    if (fix !== undefined) {
      const button = element('button', fix.label);
      button.addEventListener('click', () => accept(view, fix));
      line.append(button);
    }
    return line;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function element(tag: 'span' | 'button', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (made instanceof HTMLButtonElement) made.type = 'button';
  return made;
}

function accept(view: EditorView, { from, to, insert }: Fix): void {
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
  view.focus();
}

/** The problems of the text and where they are; they move with it until it has been read again. */
const found = StateField.define<{ readonly all: readonly Found[]; readonly decorations: DecorationSet }>({
  create: () => ({ all: [], decorations: Decoration.none }),
  update(value, transaction) {
    const shown = transaction.effects.find((effect) => effect.is(showProblems));
    if (shown !== undefined) return place(transaction.state, shown.value);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return {
      all: value.all.map((one) => ({
        ...one,
        from: changes.mapPos(one.from),
        to: changes.mapPos(one.to),
      })),
      decorations: value.decorations.map(changes),
    };
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

function place({ doc }: EditorState, { problems, warnings }: ShownProblems) {
  const all = [
    ...problems.map((problem) => at(doc, problem, false)),
    ...warnings.map((problem) => at(doc, problem, true)),
  ].sort((left, right) => left.from - right.from);
  return {
    all,
    decorations: Decoration.set(
      all.flatMap((one) => decorate(doc, one)),
      true,
    ),
  };
}

/** The word that stands where the problem is. */
const WORD = /^(?:"[^"]*"|'[^']*'|[^\s,:{}[\]#]+)/u;

function at(doc: Text, problem: Problem, warns: boolean): Found {
  const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
  const from = Math.min(line.from + problem.column - 1, line.to);
  const rest = line.text.slice(from - line.from);
  const length = problem.replaces ?? WORD.exec(rest)?.[0].length ?? 0;
  return { problem, warns, from, to: Math.min(from + length, line.to) };
}

function decorate(doc: Text, one: Found): readonly Range<Decoration>[] {
  const { from, to, problem, warns } = one;
  const mark = Decoration.mark({ class: warns ? 'cm-warning-mark' : 'cm-problem-mark' });
  const widget = new ProblemLine(problem, warns, fixOf(doc, one));
  const below = Decoration.widget({ widget, block: true, side: 1 }).range(doc.lineAt(from).to);
  return to > from ? [mark.range(from, to), below] : [below];
}

function fixOf(doc: Text, { problem: { hint, replaces, addition }, from, to }: Found): Fix | undefined {
  if (addition !== undefined) return addTo(doc, addition);
  if (hint === undefined) return undefined;
  if (replaces === 0) return { from, to: from, insert: hint, label: author.editor.insert(hint) };
  if (to === from) return undefined;
  return { from, to, insert: hint, label: author.editor.change(hint) };
}

/** At the beginning of the record: within its brace, or in a line above its first key. */
function addTo(doc: Text, { entry, to }: Addition): Fix | undefined {
  if (to.line > doc.lines) return undefined;
  const line = doc.line(to.line);
  const place = Math.min(line.from + to.column - 1, line.to);
  const label = author.editor.add(entry);
  if (doc.sliceString(place, place + 1) === '{')
    return { from: place + 1, to: place + 1, insert: ` ${entry},`, label };
  return { from: place, to: place, insert: `${entry}\n${' '.repeat(to.column - 1)}`, label };
}

/** Alt Enter accepts the fix of the line that the caret is in. */
function acceptHere(view: EditorView): boolean {
  const { doc } = view.state;
  const line = doc.lineAt(view.state.selection.main.head);
  const here = view.state
    .field(found)
    .all.find((one) => one.from >= line.from && one.from <= line.to && fixOf(doc, one) !== undefined);
  const fix = here === undefined ? undefined : fixOf(doc, here);
  if (fix === undefined) return false;
  accept(view, fix);
  return true;
}

export const problemLines = [found, keymap.of([{ key: 'Alt-Enter', run: acceptHere }])];
