import { shownName } from '../../shell/file-name.ts';
import { Button } from '../../ui/Button.tsx';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';
import { CodePane } from './CodePane.tsx';
import './editor.css';

/** The scenario as text, beside what comes of it. */
export function Editor() {
  const session = useSession();
  const name = useRun((state) => shownName(state.file?.name ?? `${state.slug ?? 'scenario'}.yaml`));
  const canUndo = useRun((state) => state.undo.length > 0);
  return (
    <section className="editor" id="editor" aria-label={author.editor.header} tabIndex={-1}>
      <header className="editor-header">
        <h2 className="editor-file mono">{name}</h2>
        <ProblemCount />
        <Button
          icon="undo"
          label={words.edits.undo}
          disabled={!canUndo}
          onClick={() => void session.edits.undo(words.edits.undone)}
        />
        <Button icon="close" label={author.editor.close} bare onClick={() => session.edit(false)} />
      </header>
      <CodePane />
    </section>
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
