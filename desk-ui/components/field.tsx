import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type FieldProps = {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  /** The key that leads here, shown beside the label. */
  keyHint?: ComponentChildren;
};
export type Option = { value: string; label: string; lang?: string };

/** A label above its control, with hint and error tied to it. */
function Field(props: FieldProps & { children: (of: ControlAttributes) => ComponentChildren }) {
  const id = useId();
  const hint = props.hint === undefined ? '' : `${id}-hint`;
  const error = props.error == null ? '' : `${id}-error`;
  const describedby = `${hint} ${error}`.trim();
  return (
    <div class="field">
      <label for={id}>
        {props.label} {props.keyHint}
      </label>
      {props.children({
        id,
        'aria-invalid': error !== '',
        ...(describedby === '' ? {} : { 'aria-describedby': describedby }),
      })}
      {hint !== '' && (
        <div class="form-text" id={hint}>
          {props.hint}
        </div>
      )}
      {error !== '' && (
        <div class="field-error" id={error}>
          {props.error}
        </div>
      )}
    </div>
  );
}
type ControlAttributes = { id: string; 'aria-invalid': boolean; 'aria-describedby'?: string };

type Writable = { value: string; onChange: (value: string) => void; autoFocus?: boolean };
type TextProps = FieldProps &
  Writable & {
    type?: 'text' | 'password' | 'date' | 'time' | 'number' | 'tel' | 'email';
    autocomplete?: 'username' | 'current-password' | 'off';
    maxLength?: number;
    spellcheck?: boolean;
    readOnly?: boolean;
  };

/** One line of text. Its type is dynamic, which Preact's types of `<input>` cannot follow. */
export function TextField({ label, hint, error, keyHint, value, onChange, ...input }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} keyHint={keyHint}>
      {(attributes) => (
        <input
          class="form-control"
          {...attributes}
          {...(input as object)}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A few lines of text. */
export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  maxLength,
}: FieldProps & Writable & { maxLength: number }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea
          class="form-control"
          {...attributes}
          rows={2}
          maxLength={maxLength}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** One of a list; first letters choose it, as browsers do. */
export function SelectField({
  label,
  hint,
  error,
  value,
  onChange,
  autoFocus,
  options,
}: FieldProps & Writable & { options: Option[] }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(attributes) => (
        <select
          class="form-select"
          {...attributes}
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = { label: ComponentChildren; checked: boolean; onChange: (checked: boolean) => void; lang?: string };

/** Yes or no; the whole line can be pressed. */
export function Check({ label, checked, onChange, lang }: CheckProps) {
  return (
    <label class="choice" lang={lang}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
