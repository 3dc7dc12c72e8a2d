import { useLanguage, useTexts } from '@/shared/i18n';
import { Field } from './Field';
import { choicesOf, type FieldSchema, type FormSchema, fieldsOf, titleOf, type Values } from './schema-form';

type Props = {
  schema: FormSchema;
  values: Values;
  errors: Record<string, string>;
  change: (values: Values) => void;
};

/** The questions of an item's form, one below the other. */
export function SchemaFields({ schema, values, errors, change }: Props) {
  const english = useLanguage() === 'en';
  return fieldsOf(schema).map(([name, field]) => (
    <Question
      key={name}
      title={titleOf(field, name, english)}
      field={field}
      value={values[name]}
      error={errors[name]}
      set={(value) => change({ ...values, [name]: value })}
    />
  ));
}

type QuestionProps = {
  title: string;
  field: FieldSchema;
  value: unknown;
  error?: string;
  set: (value: unknown) => void;
};

function Question({ title, field, value, error, set }: QuestionProps) {
  const t = useTexts('resident');
  const english = useLanguage() === 'en';
  if (field.type === 'boolean') {
    const options = [
      { value: 'true', word: t('yes') },
      { value: 'false', word: t('no') },
    ];
    return (
      <Choices
        title={title}
        options={options}
        chosen={value === undefined ? [] : [String(value)]}
        error={error}
        pick={(v) => set(v === 'true')}
      />
    );
  }
  if (field.enum) {
    const chosen = value === undefined ? [] : [String(value)];
    return (
      <Choices title={title} options={choicesOf(field, english)} chosen={chosen} error={error} pick={set} />
    );
  }
  if (field.type === 'array' && field.items?.enum) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    const toggle = (v: string) => set(chosen.includes(v) ? chosen.filter((c) => c !== v) : [...chosen, v]);
    return (
      <Choices
        title={title}
        options={choicesOf(field.items, english)}
        chosen={chosen}
        error={error}
        pick={toggle}
        several
      />
    );
  }
  const number = field.type === 'integer' || field.type === 'number';
  return (
    <Field label={title} error={error}>
      {(p) => (
        <input
          {...p}
          type={field.format === 'date' ? 'date' : 'text'}
          inputMode={number ? 'decimal' : undefined}
          maxLength={field.maxLength}
          value={value === undefined ? '' : String(value)}
          onChange={(e) => set(read(e.target.value, number))}
        />
      )}
    </Field>
  );
}

function read(text: string, number: boolean): unknown {
  if (text === '') return undefined;
  return number && !Number.isNaN(Number(text)) ? Number(text) : text;
}

type ChoicesProps = {
  title: string;
  options: { value: string; word: string }[];
  chosen: string[];
  error?: string;
  several?: boolean;
  pick: (value: string) => void;
};

/** Answers as buttons: nothing to scroll, nothing to open. */
export function Choices({ title, options, chosen, error, several, pick }: ChoicesProps) {
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      <div className="answers">
        {options.map((o) => (
          <label key={o.value} className={chosen.includes(o.value) ? 'answer chosen' : 'answer'}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={title}
              checked={chosen.includes(o.value)}
              onChange={() => pick(o.value)}
            />
            {o.word}
          </label>
        ))}
      </div>
      <p role="alert" className="wrong">
        {error}
      </p>
    </fieldset>
  );
}
