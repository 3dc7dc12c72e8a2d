import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import dayjs from 'dayjs';
import type { ReactElement } from 'react';
import { useLanguage, useTexts } from '@/shared/i18n';

/** What a field of a form's schema may say (see FormCheck of the server). */
export type FieldSchema = {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  title?: string;
  'x-title-en'?: string;
  description?: string;
  enum?: string[];
  'x-enum-titles'?: string[];
  'x-enum-titles-en'?: string[];
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: FieldSchema;
};
export type FormSchema = {
  properties?: Record<string, FieldSchema>;
  required?: string[];
  'x-order'?: string[];
};

const LONG = 100;
const FEW = 5;

export function titleOf(field: FieldSchema, name: string, english: boolean): string {
  return (english && field['x-title-en']) || field.title || name;
}

/** The words for one value, or the value itself. */
export function wordOf(field: FieldSchema, value: unknown, english: boolean): string {
  const at = field.enum?.indexOf(String(value)) ?? -1;
  const words = (english && field['x-enum-titles-en']) || field['x-enum-titles'];
  return words?.[at] ?? String(value);
}

export function fieldsOf(schema: FormSchema): [string, FieldSchema][] {
  const all = Object.entries(schema.properties ?? {});
  const order = schema['x-order'] ?? [];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return all.sort(([a], [b]) => place(a) - place(b));
}

/** The fields of an item's form, as antd form items below the name `form`. */
export function SchemaFields({ schema }: { schema: FormSchema }) {
  const t = useTexts('operator');
  const english = useLanguage() === 'en';
  return (
    <>
      {fieldsOf(schema).map(([name, field]) => {
        const title = titleOf(field, name, english);
        const required = schema.required?.includes(name) ?? false;
        const rules: Rule[] = [];
        if (required && field.type !== 'boolean')
          rules.push({ required: true, message: t('form.required', { field: title }) });
        if (field.type === 'integer' || field.type === 'number') {
          rules.push({
            type: field.type,
            min: field.minimum,
            max: field.maximum,
            message: t('form.range', { field: title, min: field.minimum ?? '…', max: field.maximum ?? '…' }),
          });
        }
        return (
          <Form.Item
            key={name}
            name={['form', name]}
            label={field.type === 'boolean' ? undefined : title}
            rules={rules}
            valuePropName={field.type === 'boolean' ? 'checked' : 'value'}
            extra={field.description}
            {...(field.format === 'date' && DATE)}
          >
            {control(field, title, english)}
          </Form.Item>
        );
      })}
    </>
  );
}

/** Dates travel as 2026-03-05. */
const DATE = {
  getValueProps: (value?: string) => ({ value: value ? dayjs(value) : undefined }),
  normalize: (value?: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD'),
};

function control(field: FieldSchema, title: string, english: boolean): ReactElement {
  const choices = (from: FieldSchema) =>
    from.enum?.map((value) => ({ value, label: wordOf(from, value, english) }));
  if (field.type === 'boolean') return <Checkbox>{title}</Checkbox>;
  if (field.type === 'array') {
    const options = choices(field.items ?? field);
    return options ? <Checkbox.Group options={options} /> : <Select mode="tags" open={false} />;
  }
  if (field.enum) {
    return field.enum.length <= FEW ? (
      <Radio.Group options={choices(field)} />
    ) : (
      <Select allowClear options={choices(field)} />
    );
  }
  if (field.type === 'integer' || field.type === 'number') {
    return (
      <InputNumber
        className="wide"
        precision={field.type === 'integer' ? 0 : undefined}
        inputMode="decimal"
      />
    );
  }
  if (field.format === 'date') return <DatePicker className="wide" />;
  if ((field.maxLength ?? 0) > LONG) return <Input.TextArea rows={2} maxLength={field.maxLength} />;
  return <Input maxLength={field.maxLength} />;
}
