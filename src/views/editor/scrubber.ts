import { type EditorState, type Range, StateEffect } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { problemCount } from '../../shell/authoring.ts';
import { furthest, scrubbed } from './scrub-value.ts';

/** A number that is being dragged, and its text when it was taken. */
interface Grip {
  readonly from: number;
  readonly text: string;
  readonly x: number;
  length: number;
  /** Whether the scenario has no more problems with another text of it than it had. */
  readonly fits: (text: string) => boolean;
}

/** What was scrubbed is one step to undo. */
export const scrubEnded = StateEffect.define();

/** A value with a number that stands alone: after a key, a bracket or a comma. */
const NUMBER =
  /(?<=[:,]\s+|(?<![\w-])\[\s*|^\s*-\s+)-?\d+(?:\.\d+)?(?:us|ms|s|m|h|%|\/s|x)?(?=\s*(?:[,}\]]|$|\s#))/gmu;
const MARK = Decoration.mark({ class: 'cm-scrub' });

/** Whether there is a number at a place that can be dragged. */
export function isScrubbable({ doc }: EditorState, position: number): boolean {
  const { from, text } = doc.lineAt(position);
  const matches = text.startsWith('ensemble:') ? [] : [...text.matchAll(NUMBER)];
  return matches.some(
    ({ index, 0: number }) => position >= from + index && position <= from + index + number.length,
  );
}

function marks(view: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (const match of view.state.sliceDoc(from, to).matchAll(NUMBER)) {
      const start = from + match.index;
      // The version of the format is no quantity.
      if (!view.state.doc.lineAt(start).text.startsWith('ensemble:'))
        ranges.push(MARK.range(start, start + match[0].length));
    }
  }
  return Decoration.set(ranges);
}

/** Of each text of the number that is asked for the scenario is read once. */
function fitting(doc: string, from: number, text: string): (other: string) => boolean {
  const counts = new Map<string, number>();
  const countOf = (other: string): number => {
    const count =
      counts.get(other) ?? problemCount(`${doc.slice(0, from)}${other}${doc.slice(from + text.length)}`);
    counts.set(other, count);
    return count;
  };
  return (other) => countOf(other) <= countOf(text);
}

/** Numbers have a dashed underline: dragging one sideways changes it, as far as the scenario allows, and the run follows. */
export const scrubber = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    grip: Grip | undefined;

    constructor(view: EditorView) {
      this.decorations = marks(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = marks(view);
    }

    take(view: EditorView, event: PointerEvent): void {
      if (event.button !== 0 || !(event.target instanceof HTMLElement)) return;
      const mark = event.target.closest('.cm-scrub');
      if (mark === null) return;
      const from = view.posAtDOM(mark);
      const text = mark.textContent;
      const fits = fitting(view.state.doc.toString(), from, text);
      this.grip = { from, text, x: event.clientX, length: text.length, fits };
    }

    drag(view: EditorView, event: PointerEvent): void {
      const { grip } = this;
      if (grip === undefined) return;
      const after = (steps: number) => scrubbed(grip.text, steps, event.shiftKey);
      const insert = after(furthest(Math.trunc((event.clientX - grip.x) / 4), (to) => grip.fits(after(to))));
      const to = grip.from + grip.length;
      if (insert === view.state.sliceDoc(grip.from, to)) return;
      view.contentDOM.setPointerCapture(event.pointerId);
      view.dispatch({ changes: { from: grip.from, to, insert } });
      grip.length = insert.length;
    }

    leave(view: EditorView): void {
      if (this.grip !== undefined) view.dispatch({ effects: scrubEnded.of(null) });
      this.grip = undefined;
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    eventHandlers: {
      pointerdown(event, view) {
        this.take(view, event);
      },
      pointermove(event, view) {
        this.drag(view, event);
        return this.grip !== undefined;
      },
      pointerup(_event, view) {
        this.leave(view);
      },
      pointercancel(_event, view) {
        this.leave(view);
      },
      // A drag is no selection.
      mousemove() {
        return this.grip !== undefined;
      },
    },
  },
);
