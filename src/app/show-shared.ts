/** From the letters of a link to what it shows; loaded when a link is opened. */
import { shareWords as words } from '../words/share.ts';
import { isolated, shownName } from '../shell/file-name.ts';
import type { Session } from '../shell/session.ts';
import { compareShared, type OpenedShare, openShared, type ShareFailure } from '../shell/share/share.ts';
import type { Notice } from '../shell/stores.ts';

/** Opens what somebody shared. What cannot be opened is told, and leaves everything as it was. */
export async function showShared(session: Session, code: string): Promise<void> {
  const opened = await openShared(code);
  if (!opened.ok) {
    refuse(session, opened.error);
    return;
  }
  const { shared, source, original, scenario } = opened.value;
  await session.openScenario(original, source, scenario);
  session.restore({
    time: shared.time,
    node: shared.node,
    message: undefined,
    panel: undefined,
    window: undefined,
    editing: false,
  });
  whenWhole(session, () => compare(session, opened.value));
}

function refuse(session: Session, reason: ShareFailure): void {
  switch (reason.type) {
    case 'damaged':
      session.notify(words.damage[reason.damage]);
      break;
    case 'unknown':
      session.notify({ sentence: words.unknown.sentence(shownName(reason.slug)), hint: words.unknown.hint });
      break;
    case 'problems': {
      const [first] = reason.problems;
      session.notify({
        sentence: words.problems.sentence(isolated(shownName(reason.name))),
        hint: first?.message ?? '',
      });
    }
  }
}

/** Calls back once the run that was opened is computed to its end; not if another scenario takes its place. */
function whenWhole({ stores: { run } }: Session, callback: () => void): void {
  const { scenario } = run.getState();
  const whole = () => run.getState().summary !== undefined && run.getState().computed === undefined;
  if (whole()) {
    callback();
    return;
  }
  const stop = run.subscribe((state) => {
    if (state.scenario !== scenario) stop();
    else if (whole()) {
      stop();
      callback();
    }
  });
}

/** Says so if this page computes another run than the one that was shared, and why. */
function compare(session: Session, { shared, hash }: OpenedShare): void {
  const { summary } = session.stores.run.getState();
  if (summary === undefined) return;
  const here = { digest: summary.digest, model: summary.modelVersion, hash };
  const reasons = compareShared(shared, here);
  if (reasons !== undefined) session.notify(noticeOf(reasons, shared, here));
}

function noticeOf(
  reasons: NonNullable<ReturnType<typeof compareShared>>,
  shared: OpenedShare['shared'],
  here: { readonly digest: string; readonly model: string },
): Notice {
  const { title, reasons: texts, digests } = words.difference;
  const told = reasons.map((reason) =>
    reason === 'model' ? texts.model(shared.model, here.model) : texts[reason],
  );
  return {
    sentence: `${title}.`,
    hint: [...told, `${digests(shared.digest ?? '', here.digest)}.`].join(' '),
  };
}
