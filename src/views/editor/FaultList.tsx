import { useMemo } from 'react';
import type { ScenarioFault } from '../../scenario/scenario.ts';
import { faultsText, faultText, mute, muted, type TextChange, unmute } from '../../shell/authoring.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { author } from '../../words/author.ts';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

const NONE: readonly ScenarioFault[] = [];

/** The faults in the order of the file, which decides between those of the same time; muted ones wait among them. */
export function FaultList({ onChange }: { readonly onChange: (change: TextChange) => void }) {
  const session = useSession();
  const faults = useRun((state) => state.scenario?.faults) ?? NONE;
  const sound = useRun((state) => state.writing?.sound ?? '');
  const sleeping = useMemo(() => muted(sound), [sound]);
  const rows = faults.map((fault, index) => ({ text: faultText(fault), index }));
  return (
    <>
      {rows.length + sleeping.length === 0 ? (
        <p className="workbench-none">{author.faults.none}</p>
      ) : undefined}
      <ol className="fault-list">
        {rows.map(({ text, index }) => (
          <li key={index} className="fault-item">
            <span className="mono fault-text">{text}</span>
            <Button
              icon="up"
              label={author.faults.up(text)}
              bare
              disabled={index === 0}
              onClick={() => void session.edits.reorderFault(index, -1)}
            />
            <Button
              icon="down"
              label={author.faults.down(text)}
              bare
              disabled={index === rows.length - 1}
              onClick={() => void session.edits.reorderFault(index, 1)}
            />
            <Button icon="mute" label={author.faults.mute(text)} bare onClick={() => onChange(mute(index))} />
            <Button
              icon="close"
              label={author.faults.remove(text)}
              bare
              onClick={() => void session.edits.removeFault(index, words.edits.removed(text))}
            />
          </li>
        ))}
        {sleeping.map(({ text }, place) => (
          <li key={`muted-${String(place)}`} className="fault-item fault-muted">
            <span className="mono fault-text">{text}</span>
            <span className="fault-note">{author.faults.muted}</span>
            <Button
              icon="sound"
              label={author.faults.unmute(text)}
              bare
              onClick={() => onChange(unmute(place))}
            />
          </li>
        ))}
      </ol>
      {rows.length === 0 ? undefined : (
        <CopyButton text={faultsText(faults)} label={author.faults.copy} done={author.faults.copied} />
      )}
    </>
  );
}
