/** What the bar does with links and files; loaded when somebody asks for it. */
import { shareCode } from '../../shell/share/share.ts';
import type { Session } from '../../shell/session.ts';
import { saveFile } from '../../ui/save-file.ts';
import { shareWords } from '../../words/share.ts';
import { fileNameOf } from '../../shell/file-name.ts';

/** Puts a link to what is open, with its edits and the cursor, into the clipboard. */
export async function copyLink(session: Session, place: Location): Promise<void> {
  const { run, cursor, selection } = session.stores;
  const text = await session.text.current();
  const { slug, typed, original, scenario, summary, computed, writing } = run.getState();
  if (original === undefined || scenario === undefined) return;
  const code = await shareCode({
    slug: typed ? undefined : slug,
    file: { name: session.text.name(), text: writing?.sound ?? text },
    original: typed ? scenario : original,
    scenario,
    time: cursor.getState().time,
    node: selection.getState().node,
    digest: computed === undefined ? summary?.digest : undefined,
    model: summary?.modelVersion ?? '',
  });
  if (!code.ok) {
    session.notify(shareWords.unshareable[code.error]);
    return;
  }
  const link = `${place.origin}${place.pathname}#share=${code.value}`;
  const copied = await navigator.clipboard.writeText(link).then(
    () => true,
    () => false,
  );
  session.notify(copied ? { ...shareWords.copied(link.length), done: true } : shareWords.notCopied(link));
}

/** Hands the user the scenario as a file. */
export async function saveScenario(session: Session): Promise<void> {
  const text = await session.text.current();
  const { scenario } = session.stores.run.getState();
  saveFile(fileNameOf(scenario?.title ?? ''), text);
}
