import { Alert, Button, Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { NoAnswer } from '../shared/http';
import { useDraft } from './draft';
import { type Field, readTyped, type Typed, typedOf } from './fields';
import { Failed } from './parts';
import { violationsOf } from './send';
import { words } from './words';

interface FormProps {
  /** By which the draft is kept; null keeps none, because the form asks for a secret. */
  name: string | null;
  fields: Field[];
  /** What is there; null for a new one. */
  object: Record<string, unknown> | null;
  sending: { busy: boolean; error: Error | null; forget: () => void };
  button: string;
  onSend: (body: Record<string, unknown>) => Promise<boolean>;
  onCancel?: () => void;
  /** Shown above the button. */
  children?: ReactNode;
}

/** Asks for the values of one object. What was typed outlives errors, other pages and the sign-in. */
export function Form({ name, fields, object, sending, button, onSend, onCancel, children }: FormProps) {
  const draft = useDraft<Typed>(name ?? 'secret', typedOf(fields, object));
  const [unkept, setUnkept] = useState<Typed>(() => typedOf(fields, object));
  const typed = name === null ? unkept : draft.value;
  const set = name === null ? setUnkept : draft.set;
  const [pressed, setPressed] = useState(false);
  const { body, wrong } = readTyped(fields, typed);
  const refused = violationsOf(sending.error);
  const problems = pressed ? { ...refused, ...wrong } : refused;
  const others = Object.entries(refused).filter(([field]) => !shownBy(fields, field));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setPressed(true);
    if (sending.busy || Object.keys(wrong).length > 0) return;
    if (await onSend(body)) {
      setPressed(false);
      draft.clear();
      setUnkept(typedOf(fields, object));
    }
  };
  return (
    <form noValidate className="form" onSubmit={(event) => void submit(event)}>
      {name !== null && draft.wasKept && (
        <p className="muted" role="status">
          {words.draftKept}{' '}
          <button type="button" className="link" onClick={draft.clear}>
            {words.draftDrop}
          </button>
        </p>
      )}
      <Boxes
        fields={fields}
        typed={typed}
        isNew={object === null}
        problems={problems}
        onChange={(next) => {
          sending.forget();
          set(next);
        }}
      />
      {sending.error instanceof NoAnswer && <Alert color="yellow">{words.saveUnknown}</Alert>}
      {sending.error && !(sending.error instanceof NoAnswer) && <Failed title={words.notDone} error={sending.error} />}
      {others.length > 0 && (
        <ul>
          {others.map(([field, text]) => (
            <li key={field}>
              <code>{field}</code> {text}
            </li>
          ))}
        </ul>
      )}
      {children}
      <Group gap="sm">
        <Button type="submit" aria-disabled={sending.busy}>
          {sending.busy ? words.saving : button}
        </Button>
        {onCancel && (
          <Button
            variant="default"
            onClick={() => {
              draft.clear();
              onCancel();
            }}
          >
            {words.cancel}
          </Button>
        )}
      </Group>
    </form>
  );
}

const shownBy = (fields: Field[], path: string): boolean => {
  const [first = ''] = path.split(/[.[]/);
  return fields.some((it) => it.name === first && it.kind !== 'map');
};

interface BoxesProps {
  fields: Field[];
  typed: Typed;
  isNew: boolean;
  problems: Record<string, string>;
  prefix?: string;
  onChange: (typed: Typed) => void;
}

/** The boxes of a form, or of one of its rows. */
export function Boxes({ fields, typed, isNew, problems, prefix = '', onChange }: BoxesProps) {
  return (
    <div className="boxes">
      {fields
        .filter((field) => !field.when || field.when(typed))
        .map((field) => (
          <Box
            key={field.name}
            field={field}
            typed={typed}
            isNew={isNew}
            problems={problems}
            path={prefix + field.name}
            onChange={(value) => onChange({ ...typed, [field.name]: value })}
          />
        ))}
    </div>
  );
}

interface BoxProps {
  field: Field;
  typed: Typed;
  isNew: boolean;
  problems: Record<string, string>;
  path: string;
  onChange: (value: Typed[string]) => void;
}

function Box({ field, typed, isNew, problems, path, onChange }: BoxProps) {
  const { label, help, kind, name } = field;
  const id = useId();
  const value = typed[name];
  const error = problems[path];
  if (kind === 'rows') {
    return (
      <RowBoxes field={field} rows={(value ?? []) as Typed[]} problems={problems} path={path} onChange={onChange} />
    );
  }
  if (kind === 'yes') {
    return (
      <Checkbox
        className="wide"
        label={label}
        description={help}
        error={error}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (kind === 'many') {
    const chosen = (value ?? []) as string[];
    return (
      <fieldset className="many wide">
        <legend>{label}</legend>
        {help && <p className="muted">{help}</p>}
        {(field.options ?? []).map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, option.value] : chosen.filter((it) => it !== option.value),
              )
            }
          />
        ))}
        {error && (
          <p className="wrong" id={id}>
            {error}
          </p>
        )}
      </fieldset>
    );
  }
  const text = String(value ?? '');
  const common = { label, description: help, error, required: field.required === true, withAsterisk: false };
  if (kind === 'choice') {
    const options = field.options ?? [];
    const known = options.some((it) => it.value === text) || text === '';
    return (
      <NativeSelect
        {...common}
        value={text}
        data={[
          ...(field.required && text !== '' ? [] : [{ value: '', label: words.nothing }]),
          ...options,
          ...(known ? [] : [{ value: text, label: text }]),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (kind === 'area' || kind === 'map' || kind === 'written') {
    return (
      <Textarea
        {...common}
        className="wide"
        rows={kind === 'area' ? 2 : 3}
        autoComplete="off"
        spellCheck={kind === 'area'}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      type={kind === 'day' ? 'date' : kind === 'moment' ? 'datetime-local' : field.secret ? 'password' : 'text'}
      inputMode={kind === 'whole' ? 'numeric' : kind === 'decimal' || kind === 'amount' ? 'decimal' : undefined}
      autoComplete="off"
      readOnly={field.fixed === true && !isNew}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface RowBoxesProps {
  field: Field;
  rows: Typed[];
  problems: Record<string, string>;
  path: string;
  onChange: (rows: Typed[]) => void;
}

function RowBoxes({ field, rows, problems, path, onChange }: RowBoxesProps) {
  const { fields = [], one = words.row } = field;
  const error = problems[path];
  return (
    <fieldset className="many wide">
      <legend>{field.label}</legend>
      {field.help && <p className="muted">{field.help}</p>}
      {rows
        .map((row, at) => ({ row, at }))
        .map(({ row, at }) => (
          <fieldset key={`${at} of ${rows.length}`} className="row-boxes">
            <legend>
              {one} {at + 1}
            </legend>
            <Boxes
              fields={fields}
              typed={row}
              isNew
              problems={problems}
              prefix={`${path}[${at}].`}
              onChange={(next) => onChange(rows.map((it, place) => (place === at ? next : it)))}
            />
            <Button variant="default" size="xs" onClick={() => onChange(rows.filter((_, place) => place !== at))}>
              {words.removeRow(`${one} ${at + 1}`)}
            </Button>
          </fieldset>
        ))}
      {error && <p className="wrong">{error}</p>}
      <div>
        <Button variant="default" size="xs" onClick={() => onChange([...rows, typedOf(fields, null)])}>
          {words.addOne(one)}
        </Button>
      </div>
    </fieldset>
  );
}
