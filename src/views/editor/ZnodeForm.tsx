import { type SubmitEvent, useId, useState } from 'react';
import type { ZnodeChange } from '../../shell/authoring.ts';
import { clock } from '../../ui/format.ts';
import { Button } from '../../ui/Button.tsx';
import { author } from '../../words/author.ts';
import { useCursor } from '../session.ts';

interface ZnodeFormProps {
  readonly op: ZnodeChange['op'];
  /** The ensembles of the system; at least one. */
  readonly ensembles: readonly string[];
  readonly onAdd: (change: ZnodeChange) => void;
  readonly onClose: () => void;
}

const { title, add, cancel, fields } = author.znode;

/** A change of a znode by an operator, at the cursor: which path, what value, through which ensemble. */
export function ZnodeForm({ op, ensembles, onAdd, onClose }: ZnodeFormProps) {
  const time = useCursor((state) => state.time);
  const [through, setThrough] = useState(ensembles[0] ?? '');
  const [path, setPath] = useState('/');
  const [data, setData] = useState('');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onAdd({ at: time, through, op, path: path.trim(), data });
  };
  return (
    <form
      className="znode-form"
      aria-label={title[op]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Field label={fields.path} value={path} onChange={setPath} first />
      {op === 'delete' ? undefined : <Field label={fields.data} value={data} onChange={setData} />}
      {ensembles.length > 1 ? (
        <Through ensembles={ensembles} value={through} onChange={setThrough} />
      ) : undefined}
      <button type="submit" className="button button-outlined">
        {add[op](clock(time))}
      </button>
      <Button label={cancel} onClick={onClose} />
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** It has the focus when the form opens. */
  readonly first?: boolean;
}

function Field({ label, value, onChange, first = false }: FieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="mono part-name"
        value={value}
        autoFocus={first}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  );
}

interface ThroughProps extends Omit<FieldProps, 'label' | 'first'> {
  readonly ensembles: readonly string[];
}

function Through({ ensembles, value, onChange }: ThroughProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{fields.through}</label>
      <select
        id={id}
        className="mono part-name"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {ensembles.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </>
  );
}
