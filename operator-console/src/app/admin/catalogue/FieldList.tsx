import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Key, useTexts } from '@/shared/i18n';
import { ChoiceList } from './ChoiceList';
import { type Fault, type Field, freeName, KINDS, type Kind } from './form-draft';

type Props = { fields: Field[]; faults: Fault[]; change: (fields: Field[]) => void; frozen: boolean };

/** The fields of a form, each opened to be changed, in the order in which they are asked. */
export function FieldList({ fields, faults, change, frozen }: Props) {
  const t = useTexts('admin');
  const [open, setOpen] = useState<number | null>(null);
  const put = (field: Field) => change(fields.map((f) => (f.key === field.key ? field : f)));
  function move(at: number, by: number): void {
    const next = [...fields];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    change(next);
  }
  function add(): void {
    const key = Math.max(-1, ...fields.map((f) => f.key)) + 1;
    const name = freeName(
      'field_',
      fields.map((f) => f.name),
    );
    const field: Field = {
      key,
      name,
      title: '',
      english: '',
      hint: '',
      kind: 'text',
      required: false,
      choices: [],
      rest: {},
    };
    change([...fields, field]);
    setOpen(key);
  }
  return (
    <>
      <ol className="field-list">
        {fields.map((field, at) => {
          const wrong = faults.filter((f) => f.key === field.key);
          const name = field.title || field.name;
          return (
            <li key={field.key} className="panel">
              <div className="field-head">
                <button
                  type="button"
                  className="field-open"
                  aria-expanded={open === field.key}
                  onClick={() => setOpen(open === field.key ? null : field.key)}
                >
                  <b>{name}</b>
                  {field.required && <span aria-hidden> *</span>}
                  <small>{t(`form.kind.${field.kind}` as Key<'admin'>)}</small>
                  {wrong.length > 0 && <span className="form-failure">{t('form.wrong')}</span>}
                </button>
                {!frozen && (
                  <span className="field-tools">
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined />}
                      aria-label={t('form.up', { name })}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    />
                    <Button
                      type="text"
                      icon={<ArrowDownOutlined />}
                      aria-label={t('form.down', { name })}
                      disabled={at === fields.length - 1}
                      onClick={() => move(at, 1)}
                    />
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('form.remove', { name })}
                      onClick={() => change(fields.filter((f) => f.key !== field.key))}
                    />
                  </span>
                )}
              </div>
              {open === field.key && <OneField field={field} faults={wrong} put={put} frozen={frozen} />}
            </li>
          );
        })}
      </ol>
      {!frozen && (
        <Button icon={<PlusOutlined />} onClick={add}>
          {t('form.add')}
        </Button>
      )}
    </>
  );
}

type OneProps = { field: Field; faults: Fault[]; put: (field: Field) => void; frozen: boolean };

function OneField({ field, faults, put, frozen }: OneProps) {
  const t = useTexts('admin');
  const id = (part: string) => `field-${field.key}-${part}`;
  const fault = (part: Fault['part']) => faults.find((f) => f.part === part);
  const labelled = (part: string, control: ReactNode, wrong?: Fault) => (
    <div className="field">
      <label htmlFor={id(part)}>{t(`form.part.${part}` as Key<'admin'>)}</label>
      {control}
      {wrong && (
        <small id={id(`${part}-wrong`)} className="form-failure">
          {t(`form.fault.${wrong.rule}` as Key<'admin'>)}
        </small>
      )}
    </div>
  );
  const text = (part: 'title' | 'english' | 'hint' | 'name', most: number) => {
    const wrong = part === 'title' || part === 'name' ? fault(part) : undefined;
    return labelled(
      part,
      <Input
        id={id(part)}
        maxLength={most}
        value={field[part]}
        status={wrong ? 'error' : ''}
        aria-invalid={Boolean(wrong)}
        aria-describedby={wrong ? id(`${part}-wrong`) : undefined}
        onChange={(e) => put({ ...field, [part]: e.target.value })}
      />,
      wrong,
    );
  };
  return (
    <fieldset disabled={frozen} className="one-field">
      <legend className="unseen">{field.title || field.name}</legend>
      {text('title', 60)}
      {text('english', 120)}
      {labelled(
        'kind',
        <Select<Kind>
          id={id('kind')}
          value={field.kind}
          disabled={frozen}
          onChange={(kind) => put({ ...field, kind, rest: {} })}
          options={KINDS.map((k) => ({ value: k, label: t(`form.kind.${k}` as Key<'admin'>) }))}
        />,
      )}
      {(field.kind === 'integer' || field.kind === 'number') && (
        <>
          <Numeric id={id('minimum')} part="minimum" field={field} put={put} wrong={fault('range')} />
          <Numeric id={id('maximum')} part="maximum" field={field} put={put} />
        </>
      )}
      {(field.kind === 'text' || field.kind === 'long') && (
        <Numeric id={id('longest')} part="longest" field={field} put={put} />
      )}
      {(field.kind === 'one' || field.kind === 'some') && (
        <ChoiceList field={field} put={put} frozen={frozen} fault={fault('choices')} />
      )}
      {text('hint', 200)}
      {text('name', 40)}
      <Checkbox
        checked={field.required}
        disabled={frozen}
        onChange={(e) => put({ ...field, required: e.target.checked })}
      >
        {t('form.part.required')}
      </Checkbox>
    </fieldset>
  );
}

type NumericProps = {
  id: string;
  part: 'minimum' | 'maximum' | 'longest';
  field: Field;
  put: (field: Field) => void;
  wrong?: Fault;
};

function Numeric({ id, part, field, put, wrong }: NumericProps) {
  const t = useTexts('admin');
  return (
    <div className="field">
      <label htmlFor={id}>{t(`form.part.${part}` as Key<'admin'>)}</label>
      <InputNumber
        id={id}
        value={field[part]}
        min={part === 'longest' ? 1 : undefined}
        max={part === 'longest' ? 4000 : undefined}
        onChange={(n) => put({ ...field, [part]: n ?? undefined })}
      />
      {wrong && <small className="form-failure">{t(`form.fault.${wrong.rule}` as Key<'admin'>)}</small>}
    </div>
  );
}
