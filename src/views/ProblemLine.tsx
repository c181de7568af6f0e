import { Button } from '../ui/Button.tsx';
import { words } from '../words/index.ts';
import './problem.css';
import { useFile, useRun, useSession } from './session.ts';

/** What is wrong with the file that was opened last; what runs is still the one before. */
export function ProblemLine() {
  const session = useSession();
  const problems = useFile((state) => state.problems);
  const file = useFile((state) => state.file);
  const canMend = useFile((state) => state.text !== undefined);
  const [first] = problems;
  if (first === undefined) return undefined;
  const hinted =
    first.hint !== undefined && first.replaces === undefined && !first.message.includes(first.hint);
  return (
    <div className="problem" role="alert">
      <strong className="mono">
        <bdi>{file}</bdi>
        {words.file.place(first.line, first.column)}
      </strong>
      <span className="problem-text">
        {first.message}
        {hinted ? `; ${first.hint}` : ''}
        {problems.length > 1 ? ` (${words.file.more(problems.length - 1)})` : ''}
      </span>
      {canMend ? (
        <Button label={words.file.mend} look="outlined" onClick={() => void session.mend()} />
      ) : undefined}
      <Button icon="close" label={words.file.dismiss} bare onClick={() => session.dismissProblems()} />
    </div>
  );
}

/** A bug of the simulator. */
export function FailureLine() {
  const failure = useRun((state) => state.failure);
  if (failure === undefined) return undefined;
  return (
    <div className="problem" role="alert">
      <strong>{words.failure.worker}</strong>
      <span className="problem-text mono">{failure.split('\n')[0]}</span>
    </div>
  );
}
