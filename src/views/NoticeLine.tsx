import { Button } from '../ui/Button.tsx';
import { words } from '../words/index.ts';
import { useFile, useSession } from './session.ts';

/** What has to be said of links, drafts and files. */
export function NoticeLine() {
  const session = useSession();
  const notice = useFile((state) => state.notice);
  if (notice === undefined) return undefined;
  const { sentence, hint, action } = notice;
  const act = (): void => {
    session.dismissProblems();
    action?.act();
  };
  return (
    <div className="problem" role="alert">
      <strong>{sentence}</strong>
      <span className="problem-text">{hint}</span>
      {action === undefined ? undefined : <Button label={action.label} look="outlined" onClick={act} />}
      <Button icon="close" label={words.file.dismiss} bare onClick={() => session.dismissProblems()} />
    </div>
  );
}
