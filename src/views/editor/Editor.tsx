import { fileNameOf, shownName } from '../../shell/file-name.ts';
import { Button } from '../../ui/Button.tsx';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import type { EditorPart } from '../../shell/stores.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useLayout, useRun, useSession } from '../session.ts';
import { CodePane } from './CodePane.tsx';
import './editor.css';

/** The scenario as text, beside what comes of it. `tabbed`: of these and the rest one is shown, under tabs. */
export function Editor({ tabbed = false }: { readonly tabbed?: boolean }) {
  const session = useSession();
  // As the file is called that Save writes.
  const name = useRun((state) => shownName(fileNameOf(state.scenario?.title ?? '')));
  // In the place of the stage it is what the page is about.
  const isMain = useLayout(({ part }) => tabbed && part === 'text');
  const canUndo = useRun((state) => state.undo.length > 0);
  const canRedo = useRun((state) => state.redo.length > 0);
  return (
    <section
      className="editor"
      id="editor"
      role={isMain ? 'main' : undefined}
      aria-label={author.editor.header}
      tabIndex={-1}
    >
      <header className="editor-header">
        <h2 className="editor-file mono">{name}</h2>
        <ProblemCount />
        <Button
          icon="undo"
          label={words.edits.undo}
          disabled={!canUndo}
          onClick={() => void session.edits.undo(words.edits.undone)}
        />
        <Button
          icon="redo"
          label={words.edits.redo}
          disabled={!canRedo}
          onClick={() => void session.edits.redo(words.edits.redone)}
        />
        <Button icon="close" label={author.editor.close} bare onClick={() => session.edit(false)} />
      </header>
      {tabbed ? <PartTabs /> : undefined}
      {isMain ? <FirstProblem /> : undefined}
      <CodePane />
    </section>
  );
}

/** The landmarks that the tabs show. */
const PARTS: Readonly<Record<EditorPart, { readonly text: string; readonly controls: string }>> = {
  text: { text: author.editor.text, controls: 'editor' },
  preview: { text: author.preview.name, controls: 'stage' },
  expectations: { text: author.workbench.expectations, controls: 'workbench' },
  faults: { text: author.workbench.faults, controls: 'workbench' },
  parts: { text: author.workbench.parts, controls: 'workbench' },
};
const ORDER: readonly EditorPart[] = ['text', 'preview', 'expectations', 'faults', 'parts'];

function PartTabs() {
  const session = useSession();
  const part = useLayout((state) => state.part);
  return (
    <Tabs
      label={author.editor.parts}
      tabs={ORDER.map((id) => ({ id, ...PARTS[id] }))}
      selected={part}
      prefix="editor"
      onSelect={(next) => session.showPart(next)}
    />
  );
}

/** Where the keyboard of a phone covers the line below the one that is typed. */
function FirstProblem() {
  const [problem] = useRun((state) => state.problems);
  return problem === undefined ? undefined : (
    <p className="editor-problem">
      <span className="mono">{author.editor.line(problem.line)}</span> {problem.message}
    </p>
  );
}

function ProblemCount() {
  const problems = useRun((state) => state.problems.length);
  const warnings = useRun((state) => state.warnings.length);
  const text =
    problems > 0
      ? author.editor.problems(problems)
      : warnings > 0
        ? author.editor.warnings(warnings)
        : author.editor.fine;
  return (
    <p
      className={
        problems > 0 ? 'editor-count is-bad' : warnings > 0 ? 'editor-count is-doubtful' : 'editor-count'
      }
      role="status"
    >
      {text}
    </p>
  );
}
