import { useEffect } from 'react';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { words } from '../words/index.ts';
import './problem.css';
import { useFile, useSession } from './session.ts';

/** Long enough to be read. */
const DONE_MS = 6000;

/** What has to be said of links, drafts and files: over the stage, so that nothing moves. */
export function NoticeLine() {
  const session = useSession();
  const notice = useFile((state) => state.notice);
  const done = notice?.done === true;
  useEffect(() => {
    if (!done) return undefined;
    const timer = window.setTimeout(() => session.dismissProblems(), DONE_MS);
    return () => window.clearTimeout(timer);
  }, [session, notice, done]);
  const act = (): void => {
    session.dismissProblems();
    notice?.action?.act();
  };
  return (
    <>
      <div className="notice-place" role="status">
        {done ? (
          <div className="notice notice-done">
            <Icon name="check" />
            <strong>{notice.sentence}</strong>
            <span className="problem-text">{notice.hint}</span>
          </div>
        ) : undefined}
      </div>
      {notice === undefined || done ? undefined : (
        <div className="notice notice-trouble" role="alert">
          <strong>{notice.sentence}</strong>
          <span className="problem-text">{notice.hint}</span>
          {notice.action === undefined ? undefined : (
            <Button label={notice.action.label} look="outlined" onClick={act} />
          )}
          <Button icon="close" label={words.file.dismiss} bare onClick={() => session.dismissProblems()} />
        </div>
      )}
    </>
  );
}
