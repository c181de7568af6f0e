import { useId, useState, type KeyboardEvent } from 'react';
import { nodeParameters, readValue, type Parameter } from '../../shell/parameters.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/index.ts';
import { useRun, useSession } from '../session.ts';

/** The options of a node as fields; a change is an edit of the scenario. */
export function Parameters({ node }: { readonly node: string }) {
  const session = useSession();
  const scenario = useRun((state) => state.scenario);
  const original = useRun((state) => state.original);
  if (scenario === undefined || original === undefined) return undefined;
  const { parameters, names } = nodeParameters(scenario, node);
  const before = nodeParameters(original, node).parameters;
  /** Sets it, or says why that cannot be. */
  const apply = ({ path, text }: Parameter, written: string): string | undefined => {
    const name = path.join('.');
    const read = readValue(scenario, node, path, written);
    if (!read.ok) return read.error;
    void session.edits.setOption(
      names,
      path,
      read.value,
      words.inspector.changed(name, text, written.trim()),
    );
    return undefined;
  };
  return (
    <>
      {names.length > 1 ? (
        <p className="detail-note">{words.inspector.ofGroup(names.join(', '))}</p>
      ) : undefined}
      {parameters.map((parameter) => {
        const name = parameter.path.join('.');
        const was = before.find((one) => one.path.join('.') === name)?.text ?? parameter.text;
        return (
          <Field
            key={`${name} ${parameter.text}`}
            parameter={parameter}
            name={name}
            was={was}
            onWritten={(text) => apply(parameter, text)}
          />
        );
      })}
    </>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly name: string;
  /** As the scenario was opened. */
  readonly was: string;
  readonly onWritten: (text: string) => string | undefined;
}

function Field({ parameter, name, was, onWritten }: FieldProps) {
  const { text, doc, choices } = parameter;
  const id = useId();
  const [written, setWritten] = useState(text);
  const [problem, setProblem] = useState<string>();
  const apply = (value: string) => setProblem(value.trim() === text ? undefined : onWritten(value));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter') {
      apply(written);
      return;
    }
    setWritten(text);
    setProblem(undefined);
  };
  const shared = {
    id,
    value: written,
    title: doc,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-problem`,
  };
  return (
    <div className="parameter">
      <label htmlFor={id}>{name}</label>
      {was === text ? undefined : (
        <Button
          className="parameter-was"
          label={words.inspector.original(name, was)}
          text={words.inspector.was(was)}
          onClick={() => apply(was)}
        />
      )}
      {choices === undefined ? (
        <input
          {...shared}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setWritten(event.target.value)}
          onBlur={() => apply(written)}
          onKeyDown={onKeyDown}
        />
      ) : (
        <select
          {...shared}
          onChange={(event) => {
            setWritten(event.target.value);
            apply(event.target.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      <p className="parameter-problem" id={`${id}-problem`} role="status">
        {problem}
      </p>
    </div>
  );
}
