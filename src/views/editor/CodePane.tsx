import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Session } from '../../shell/session.ts';
import { textHelp } from '../../shell/scenario-reader.ts';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import { useSession } from '../session.ts';
import { adoptLook, codeLook } from './code-look.ts';
import { language } from './language.ts';
import { problemLines, showProblems } from './problem-lines.ts';
import { scrubEnded, scrubber } from './scrubber.ts';
import { spokenLines } from './spoken-lines.ts';
import { changeBetween } from '../../lib/text-change.ts';

/** Marks what comes from elsewhere than typing: it is no edit of its own. */
const fromElsewhere = Annotation.define<true>();

/** Typing that rests so long is one step to undo. */
const REST_MS = 700;

/** The text of what is open: what is typed runs, and what is changed on the stage appears in it. */
export function CodePane() {
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = createView(session, place.current);
    const unfollow = follow(session, view);
    view.focus();
    return () => {
      unfollow();
      view.destroy();
    };
  }, [session]);
  return <div className="code-pane" ref={place} data-keys="own" />;
}

/** In a tree of its own, where the library's style sheets are adopted, which a strict security policy allows. */
function createView(session: Session, place: HTMLElement): EditorView {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open', delegatesFocus: true });
  if (root.adoptedStyleSheets.length === 0) adoptLook(root);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const onUpdate = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
    const ended = transactions.some(({ effects }) => effects.some((effect) => effect.is(scrubEnded)));
    if (ended) session.edits.rested();
    if (!docChanged || transactions.some((one) => one.annotation(fromElsewhere))) return;
    void session.edits.write(state.doc.toString());
    clearTimeout(resting);
    resting = setTimeout(() => session.edits.rested(), REST_MS);
  });
  const view = new EditorView({ root, parent: root, extensions: [...extensions(session), onUpdate] });
  return view;
}

function extensions(session: Session) {
  return [
    lineNumbers(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': author.editor.name, tabindex: '0' }),
    yaml(),
    language(textHelp()),
    problemLines,
    scrubber,
    spokenLines(session),
    history(session),
    EditorView.domEventHandlers({ drop: leaveFiles }),
    keymap.of([
      { key: 'Tab', run: takeCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...defaultKeymap,
    ]),
    codeLook,
  ];
}

/** A file is opened by the page that it is dropped on; its text is not for this one. */
function leaveFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Where nothing is offered Tab leaves the text. A list that has just opened takes no key yet, nor lets it go elsewhere. */
function takeCompletion(view: EditorView): boolean {
  return acceptCompletion(view) || completionStatus(view.state) === 'active';
}

/** Text, timeline and stage have one history: the session's. */
function history({ edits }: Session) {
  const undo = () => {
    void edits.undo(words.edits.undone);
    return true;
  };
  const redo = () => {
    void edits.redo(words.edits.redone);
    return true;
  };
  return keymap.of([
    { key: 'Mod-z', run: undo, preventDefault: true },
    { key: 'Mod-y', mac: 'Mod-Shift-z', run: redo, preventDefault: true },
    { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  ]);
}

/** Brings the text, and what is wrong with it, to the view whenever they change elsewhere. */
function follow(session: Session, view: EditorView): () => void {
  const { run } = session.stores;
  const show = () => {
    const { writing, problems, warnings } = run.getState();
    if (writing === undefined) void session.text.current();
    else {
      const changes = changeBetween(view.state.doc.toString(), writing.text);
      const annotations = fromElsewhere.of(true);
      if (changes !== undefined) view.dispatch({ changes, annotations, scrollIntoView: false });
      view.dispatch({ effects: showProblems.of({ problems, warnings }) });
    }
  };
  show();
  void session.text.check();
  return run.subscribe((state, before) => {
    const same =
      state.writing?.text === before.writing?.text &&
      state.problems === before.problems &&
      state.warnings === before.warnings &&
      state.scenario === before.scenario;
    if (!same) show();
  });
}
