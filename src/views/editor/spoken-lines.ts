/** Text and stage point at each other: a line at the nodes that it speaks of, a node at its lines. */
import {
  type EditorState,
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { type Statement, statementsIn } from '../../shell/authoring.ts';
import type { Session } from '../../shell/session.ts';
import { NOBODY } from '../../shell/stores.ts';

const markNode = StateEffect.define<readonly Statement[]>();
const spokenLine = Decoration.line({ class: 'cm-spoken-line' });

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    const [effect] = transaction.effects.filter((one) => one.is(markNode));
    return effect === undefined ? value.map(transaction.changes) : linesOf(transaction.state, effect.value);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf({ doc }: EditorState, statements: readonly Statement[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = 0;
  for (const { from, to } of statements) {
    for (let line = Math.max(from, done + 1); line <= Math.min(to, doc.lines); line += 1) {
      builder.add(doc.line(line).from, doc.line(line).from, spokenLine);
      done = line;
    }
  }
  return builder.finish();
}

/** The statements of a text, read when somebody first points at something of it. */
class Statements {
  private of: Text | undefined;
  private scenario: unknown;
  private all: readonly Statement[] = [];

  constructor(private readonly session: Session) {}

  in(doc: Text): readonly Statement[] {
    const { scenario } = this.session.stores.run.getState();
    if (scenario === undefined) return [];
    if (doc !== this.of || scenario !== this.scenario) {
      this.all = statementsIn(doc.toString(), scenario);
      this.of = doc;
      this.scenario = scenario;
    }
    return this.all;
  }
}

/** The pointer counts while it is over the text, else the caret while the text has the focus. */
class Pointing {
  private hovered: number | undefined;
  private readonly statements: Statements;
  private readonly unfollow: () => void;

  constructor(
    private readonly view: EditorView,
    private readonly session: Session,
  ) {
    this.statements = new Statements(session);
    this.unfollow = session.stores.pointed.subscribe(({ node }, before) => {
      if (node !== before.node) this.mark(node);
    });
  }

  update({ docChanged, selectionSet, focusChanged }: ViewUpdate): void {
    if (docChanged || selectionSet || focusChanged) this.speak();
  }

  hover(line: number | undefined): void {
    if (line === this.hovered) return;
    this.hovered = line;
    this.speak();
  }

  destroy(): void {
    this.unfollow();
    this.session.speakOf(NOBODY);
  }

  private speak(): void {
    const { state, hasFocus } = this.view;
    const caret = hasFocus ? state.doc.lineAt(state.selection.main.head).number : undefined;
    const line = this.hovered ?? caret;
    const here = line === undefined ? [] : this.statements.in(state.doc);
    const spoken = here.flatMap(({ from, to, nodes }) =>
      line !== undefined && line >= from && line <= to ? nodes : [],
    );
    const { spoken: before } = this.session.stores.pointed.getState();
    if (spoken.join() !== before.join()) this.session.speakOf(spoken.length === 0 ? NOBODY : spoken);
  }

  private mark(node: string | undefined): void {
    const all = node === undefined ? [] : this.statements.in(this.view.state.doc);
    const about = all.filter(({ nodes }) => node !== undefined && nodes.includes(node));
    this.view.dispatch({ effects: markNode.of(about) });
  }
}

export function spokenLines(session: Session): Extension {
  const pointing = ViewPlugin.define((view) => new Pointing(view, session), {
    eventHandlers: {
      mousemove(event, view) {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        this.hover(at === null ? undefined : view.state.doc.lineAt(at).number);
      },
      mouseleave() {
        this.hover(undefined);
      },
    },
  });
  return [marked, pointing];
}
