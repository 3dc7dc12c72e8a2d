import { Button, Checkbox, Form, type FormInstance, Input, Radio, type RefSelectProps } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { ProblemError, type Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { type FormSchema, SchemaFields } from '@/features/answers/SchemaFields';
import { type Key, useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';
import { AddressField } from './AddressField';
import { Duplicates } from './Duplicates';
import { ItemPicker, useItems } from './ItemPicker';
import { SlotField } from './SlotField';
import { useDuplicates } from './use-duplicates';

export type Typed = Omit<Schemas['OpenOrder'], 'item_id'> & { item_id?: number; answering?: boolean };
/** Who asks, as far as it is known. */
export type Asker = { residentId?: number; name?: string; phone?: string; address?: string };

const PRIORITIES = ['NORMAL', 'HIGH', 'EMERGENCY'] as const;
const ANSWER_ROWS = 3;

type Props = {
  form: FormInstance<Typed>;
  itemPicker: RefObject<RefSelectProps | null>;
  asker: Asker;
  onFiled: (order: Schemas['Order']) => void;
};

/** Takes an order down. Everything can be reached by keyboard, in the order in which it is asked. */
export function OrderForm({ form, itemPicker, asker, onFiled }: Props) {
  const t = useTexts('operator');
  const s = useTexts('shared');
  const [failure, setFailure] = useState<Error | null>(null);
  const itemId = Form.useWatch('item_id', form);
  const phone = Form.useWatch('contact_phone', form);
  const answering = Form.useWatch('answering', form) ?? false;
  const item = useItems().find((i) => i.id === itemId);
  const schema = useGet(
    '/items/{id}/forms/{form_version}',
    { params: { path: { id: itemId ?? 0, form_version: item?.form_version ?? 0 } } },
    { enabled: item !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const duplicates = useDuplicates(itemId, asker.residentId, phone);
  const [refusedFor, setRefusedFor] = useState<Schemas['OrderSummary'][]>([]);
  const answerField = useRef<HTMLDivElement>(null);

  const file = useCommand('post', '/orders', {
    onSuccess: (order) => {
      setFailure(null);
      form.resetFields();
      onFiled(order as Schemas['Order']);
    },
    onError: refused,
  });

  function refused(e: Error): void {
    setFailure(e);
    if (!(e instanceof ProblemError)) return;
    if (e.problem.duplicates) setRefusedFor(e.problem.duplicates as unknown as Schemas['OrderSummary'][]);
    const fields = Object.entries(e.fieldMessages()).map(([path, message]) => ({
      name: path.split('.') as never,
      errors: [message],
    }));
    const known = fields.filter((f) => form.getFieldInstance(f.name) !== undefined);
    form.setFields(known);
    if (known[0]) {
      form.scrollToField(known[0].name);
      form.getFieldInstance(known[0].name)?.focus?.();
    }
    if (known.length > 0 && known.length === fields.length) setFailure(null);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new item has another form
  useEffect(() => form.setFieldsValue({ form: undefined, slot_id: undefined }), [itemId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another asker, other orders alike
  useEffect(() => setRefusedFor([]), [itemId, asker.residentId]);

  function submit(typed: Typed): void {
    setFailure(null);
    file.mutate({ body: bodyOf(typed, asker) });
  }

  useShortcuts([
    { keys: 'F2', label: t('keys.item'), run: () => itemPicker.current?.focus() },
    { keys: 'F7', label: t('keys.answer'), run: () => form.setFieldValue('answering', !answering) },
    { keys: 'F9', label: t('keys.file'), run: () => form.submit() },
    { keys: 'Ctrl+Enter', label: t('keys.file'), run: () => form.submit() },
  ]);

  useEffect(() => {
    if (answering) answerField.current?.querySelector('textarea')?.focus();
  }, [answering]);

  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={submit}
      onFinishFailed={({ errorFields }) => {
        const first = errorFields[0];
        if (first) form.getFieldInstance(first.name)?.focus?.();
      }}
      initialValues={{ priority: 'NORMAL' }}
      requiredMark={false}
      className="order-form"
    >
      <Form.Item
        name="item_id"
        label={
          <>
            {t('form.item')} <KeyCap keys="F2" />
          </>
        }
        rules={[{ required: true, message: t('form.required', { field: t('form.item') }) }]}
        extra={item && [item.price, item.subsidy].filter(Boolean).join(' · ')}
      >
        <ItemPicker pickerRef={itemPicker} />
      </Form.Item>
      <div className="two">
        <Form.Item
          name="contact_name"
          label={t('form.name')}
          rules={[
            { required: true, whitespace: true, message: t('form.required', { field: t('form.name') }) },
          ]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="contact_phone"
          label={t('form.phone')}
          normalize={(v: string) => v.replace(/[\s-]/g, '')}
          rules={[
            { required: true, message: t('form.required', { field: t('form.phone') }) },
            { pattern: /^\+?[0-9*#]{0,16}[0-9]{3}$/, message: t('form.phone.wrong') },
          ]}
        >
          <Input inputMode="tel" autoComplete="off" maxLength={24} />
        </Form.Item>
      </div>
      <AddressField />
      <Form.Item
        name="summary"
        label={t('form.summary')}
        rules={[
          { required: true, whitespace: true, message: t('form.required', { field: t('form.summary') }) },
        ]}
      >
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      {item && schema.data && !answering && <SchemaFields schema={schema.data.schema as FormSchema} />}
      {item?.kind === 'APPOINTMENT' && !answering && <SlotField itemId={item.id} />}
      <div className="two">
        <Form.Item name="priority" label={t('form.priority')}>
          <Radio.Group
            options={PRIORITIES.map((p) => ({ value: p, label: s(`priority.${p}` as Key<'shared'>) }))}
          />
        </Form.Item>
        <Form.Item name="assist_item_ids" label={t('form.assist')}>
          <ItemPicker multiple />
        </Form.Item>
      </div>
      <Form.Item name="answering" valuePropName="checked">
        <Checkbox>
          {t('form.answering')} <KeyCap keys="F7" />
        </Checkbox>
      </Form.Item>
      {answering && (
        <div ref={answerField}>
          <Form.Item
            name="direct_answer"
            label={t('form.answer')}
            rules={[
              { required: true, whitespace: true, message: t('form.required', { field: t('form.answer') }) },
            ]}
          >
            <Input.TextArea rows={ANSWER_ROWS} maxLength={2000} />
          </Form.Item>
        </div>
      )}
      <Duplicates orders={refusedFor.length > 0 ? refusedFor : duplicates} />
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={file.isPending}>
          {t(answering ? 'form.submit.answer' : 'form.submit')} <KeyCap keys="F9" />
        </Button>
        <Button onClick={() => form.resetFields()}>{t('form.clear')}</Button>
      </div>
    </Form>
  );
}

/** What is sent: nothing that is empty, nothing of another choice. */
export function bodyOf(typed: Typed, asker: Asker): Schemas['OpenOrder'] {
  const { answering, direct_answer, form, slot_id, assist_item_ids, ...rest } = typed;
  const filled = Object.fromEntries(
    Object.entries(form ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== ''),
  );
  return {
    ...rest,
    item_id: typed.item_id ?? 0,
    channel: 'PHONE',
    ...(asker.residentId !== undefined && { resident_id: asker.residentId }),
    ...(answering ? { direct_answer } : { form: filled }),
    ...(!answering && slot_id !== undefined && { slot_id }),
    ...(assist_item_ids?.length ? { assist_item_ids } : {}),
  };
}
