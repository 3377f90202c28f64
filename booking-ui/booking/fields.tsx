import type { ComponentChildren } from 'preact';
import { words } from '../../ui-kit/words.js';
import type { Fault } from './checks.js';
import { p } from './problem-texts.js';
import { faults } from './steps.js';

/** Id of a field's first control; links of the error list and focus lead there. */
export function idOf(field: string): string {
  return `field-${field.replace(/\W/g, '-')}`;
}

/** What is wrong, in the page's language. */
export function faultText(fault: Fault): string {
  return 'values' in fault ? p(fault.text, fault.values) : p(fault.text);
}

/** Attributes that tie a control to its hint and its error. */
export function tied(field: string, hinted: boolean) {
  const wrong = faults.value.some((one) => one.field === field);
  const described = [wrong ? `${idOf(field)}-error` : '', hinted ? `${idOf(field)}-hint` : ''].filter(Boolean);
  return {
    'aria-invalid': wrong,
    ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
  };
}

/** The error of a field, empty while nothing is wrong. */
export function FieldError({ field }: { field: string }) {
  const wrong = faults.value.find((one) => one.field === field);
  return wrong === undefined ? null : (
    <p id={`${idOf(field)}-error`} class="field-error">
      {faultText(wrong)}
    </p>
  );
}

type Labelled = { field: string; label: ComponentChildren; required?: boolean; hint?: ComponentChildren };

function Label({ label, required = false }: Pick<Labelled, 'label' | 'required'>) {
  return (
    <>
      {label} {required ? <small class="required">({words('required')})</small> : null}
    </>
  );
}

/** What stands above a control. */
function Above({ field, label, required = false, hint }: Labelled) {
  return (
    <>
      <label for={idOf(field)}>
        <Label label={label} required={required} />
      </label>
      <Hint field={field} hint={hint} />
    </>
  );
}

function Hint({ field, hint }: Pick<Labelled, 'field' | 'hint'>) {
  return hint === undefined ? null : (
    <p id={`${idOf(field)}-hint`} class="form-text">
      {hint}
    </p>
  );
}

export type TextFieldProps = Labelled & {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'tel' | 'date';
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text';
  autocomplete?: string;
  maxLength?: number;
};

/** One line of text with label, hint and error. */
export function TextField({ field, label, required = false, hint, value, onInput, ...more }: TextFieldProps) {
  const { type = 'text', ...input } = more;
  return (
    <div class="field">
      <Above field={field} label={label} required={required} hint={hint} />
      <input
        id={idOf(field)}
        class="form-control"
        required={required}
        // Preact types each kind of input apart; these all carry a text.
        type={type as 'text'}
        {...input}
        {...tied(field, hint !== undefined)}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <FieldError field={field} />
    </div>
  );
}

export type Option = { value: string; label: ComponentChildren; hint?: ComponentChildren };

export type ChoiceProps = Labelled & {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
};

/** A native select; the first line asks to choose while nothing is. */
export function SelectField(props: ChoiceProps & { choose: string }) {
  const { field, label, required = false, hint, options, value, onChange, choose } = props;
  return (
    <div class="field">
      <Above field={field} label={label} required={required} hint={hint} />
      <select
        id={idOf(field)}
        class="form-select"
        required={required}
        {...tied(field, hint !== undefined)}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="" disabled={required}>
          {choose}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldError field={field} />
    </div>
  );
}

/** Native radio buttons, one per line. */
export function RadioField({ field, label, required = false, hint, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset class="field" {...tied(field, hint !== undefined)} aria-invalid={undefined}>
      <legend>
        <Label label={label} required={required} />
      </legend>
      <Hint field={field} hint={hint} />
      {options.map((option, index) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            id={index === 0 ? idOf(field) : undefined}
            name={idOf(field)}
            required={required}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <ChoiceText {...option} />
        </label>
      ))}
      <FieldError field={field} />
    </fieldset>
  );
}

export function ChoiceText({ label, hint }: Pick<Option, 'label' | 'hint'>) {
  return (
    <span>
      {label}
      {hint === undefined ? null : <small>{hint}</small>}
    </span>
  );
}

/** One checkbox with its line, error tied to it. */
export function CheckField(props: {
  field: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  required?: boolean;
  disabled?: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const { field, label, hint, required = false, disabled = false, checked, onChange } = props;
  return (
    <div class="check-field">
      <label class="choice">
        <input
          type="checkbox"
          id={idOf(field)}
          required={required}
          disabled={disabled}
          {...tied(field, false)}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <ChoiceText label={<Label label={label} required={required} />} {...(hint === undefined ? {} : { hint })} />
      </label>
      <FieldError field={field} />
    </div>
  );
}
