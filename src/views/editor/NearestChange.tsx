import { useState } from 'react';
import type { Verdict } from '../../analysis/outline.ts';
import type { ScenarioFault } from '../../scenario/scenario.ts';
import { changedField, expectingInstead, faultText, mute, type TextChange } from '../../shell/authoring.ts';
import { culpritOf, canTry, type TriedFaults } from '../../shell/counterfactuals.ts';
import { Button } from '../../ui/Button.tsx';
import { author } from '../../words/author.ts';
import { useAnswer, useRun } from '../session.ts';

export interface NearestProps {
  readonly verdict: Verdict;
  /** The place of the expectation in the file. */
  readonly index: number;
  /** What comes of the run without each fault; undefined while nobody has asked. */
  readonly tried: TriedFaults | undefined;
  readonly onTry: () => void;
  readonly onChange: (change: TextChange) => void;
}

const NONE: readonly ScenarioFault[] = [];

const { nearest, take, takeShort } = author.expectations;

/** What would make a failing expectation hold: another number in it, or else one fault less. */
export function NearestChange(props: NearestProps) {
  const { verdict, index, onChange } = props;
  const changes = useAnswer('nearestChanges');
  const before = useRun((state) => state.scenario?.expect[index]);
  const after = changes?.[index];
  // Text and run follow each other: an answer may be of the one before.
  const isOfThis = before?.text === verdict.text && (after === undefined || after.text === verdict.text);
  if (changes === undefined || !isOfThis) return undefined;
  if (after === undefined) return <Culprit {...props} />;
  const field = changedField(before, after);
  return (
    <span className="expectation-nearest">
      <span className="mono">{nearest(field)}</span>
      <Button
        look="outlined"
        label={take(field)}
        text={takeShort}
        onClick={() => onChange(expectingInstead(index, after))}
      />
    </span>
  );
}

const { ask, culprit, trying, mute: muting, muteShort } = author.expectations;

/** The one fault without which it holds; looked for once somebody points at it. */
function Culprit({ index, tried, onTry, onChange }: NearestProps) {
  const faults = useRun((state) => state.scenario?.faults) ?? NONE;
  const [asked, setAsked] = useState(false);
  if (!canTry(faults.length)) return undefined;
  if (tried?.ended !== true) {
    const onClick = () => {
      setAsked(true);
      onTry();
    };
    return (
      <span className="expectation-nearest">
        <Button label={ask} onClick={onClick} onPointerEnter={onTry} />
        <span role="status">{tried === undefined ? '' : trying(tried.verdicts.length, tried.of)}</span>
      </span>
    );
  }
  const found = culpritOf(tried, index);
  const fault = found === undefined ? undefined : faults[found.fault];
  if (found === undefined || fault === undefined) return undefined;
  const text = faultText(fault);
  return (
    <span className="expectation-nearest">
      <span className="mono">{culprit(text, found.measured)}</span>
      <Button
        look="outlined"
        label={muting(text)}
        text={muteShort}
        // It takes the place of the button that asked.
        autoFocus={asked}
        onClick={() => onChange(mute(found.fault))}
      />
    </span>
  );
}
