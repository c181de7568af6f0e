import { isNothingYet } from '../../shell/nothing-yet.ts';
import { Icon } from '../../ui/Icon.tsx';
import { author } from '../../words/author.ts';
import { useRun } from '../session.ts';

/** Above the stage: what it shows of the text. */
export function PreviewHeader() {
  const [problem] = useRun((state) => state.problems);
  const isNew = useRun((state) => isNothingYet(state.writing?.sound ?? ''));
  const tookMs = useRun((state) => (state.computed === undefined ? state.tookMs : undefined));
  return (
    <section className="preview-header" aria-label={author.preview.name}>
      <h2 className="preview-title">{author.preview.name}</h2>
      {problem === undefined ? undefined : (
        <p className="preview-stale" role="status">
          <Icon name="suspected" />
          {(isNew ? author.preview.nothingYet : author.preview.stale)(problem.line)}
        </p>
      )}
      {tookMs === undefined ? undefined : (
        <p className="preview-computed">{author.preview.computed(String(Math.max(1, Math.round(tookMs))))}</p>
      )}
    </section>
  );
}
