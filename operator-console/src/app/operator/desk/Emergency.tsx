import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ProblemError, type Schemas } from '@/api';
import { useCommand } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { KeyCap, useShortcuts } from '@/shared/keys';
import { messageOf } from '@/shared/ui/Failed';
import { useItems } from '../form/ItemPicker';
import type { Asker } from '../form/OrderForm';

/** 一键紧急求助 of the catalogue. */
const EMERGENCY_CODE = '1101';

type Typed = { contact_name: string; contact_phone: string; address: string; summary: string };

/** One key opens it filled in, the same key again or Enter sends: to all providers at once, a human and the family. */
export function Emergency({ asker, onFiled }: { asker: Asker; onFiled: (order: Schemas['Order']) => void }) {
  const t = useTexts('operator');
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [form] = Form.useForm<Typed>();
  const item = useItems().find((i) => i.code === EMERGENCY_CODE);
  const file = useCommand('post', '/orders', {
    onSuccess: (order) => {
      setOpen(false);
      onFiled(order as Schemas['Order']);
    },
    onError: (e) => {
      setFailure(e);
      if (e instanceof ProblemError) {
        form.setFields(
          Object.entries(e.fieldMessages()).map(([name, message]) => ({
            name: name as keyof Typed,
            errors: [message],
          })),
        );
      }
    },
  });
  useShortcuts([
    { keys: 'F8', label: t('keys.emergency'), run: () => (open ? form.submit() : setOpen(true)) },
  ]);

  function send(typed: Typed): void {
    setFailure(null);
    file.mutate({
      body: {
        ...typed,
        item_id: item?.id ?? 0,
        channel: 'PHONE',
        priority: 'EMERGENCY',
        form: { what: 'OTHER' } as never,
        despite_duplicates: true,
        ...(asker.residentId !== undefined && { resident_id: asker.residentId }),
      },
    });
  }

  if (!item) return null;
  const required = (field: string) => [
    { required: true, whitespace: true, message: t('form.required', { field }) },
  ];
  return (
    <>
      <Button danger type="primary" onClick={() => setOpen(true)}>
        {t('emergency.button')} <KeyCap keys="F8" />
      </Button>
      <Modal
        open={open}
        title={t('emergency.title')}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        afterOpenChange={(is) => is && form.getFieldInstance(asker.address ? 'summary' : 'address')?.focus()}
      >
        <p>{t('emergency.text')}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={send}
          preserve={false}
          initialValues={{
            contact_name: asker.name ?? '',
            contact_phone: asker.phone ?? '',
            address: asker.address ?? '',
            summary: t('emergency.summary'),
          }}
        >
          <Form.Item name="summary" label={t('form.summary')} rules={required(t('form.summary'))}>
            <Input maxLength={2000} />
          </Form.Item>
          <Form.Item name="address" label={t('form.address')} rules={required(t('form.address'))}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="two">
            <Form.Item name="contact_name" label={t('form.name')} rules={required(t('form.name'))}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="contact_phone" label={t('form.phone')} rules={required(t('form.phone'))}>
              <Input inputMode="tel" maxLength={20} />
            </Form.Item>
          </div>
          <div role="alert" className="field-error">
            {failure && messageOf(failure)}
          </div>
          <Button danger type="primary" htmlType="submit" block loading={file.isPending}>
            {t('emergency.send')} <KeyCap keys="F8" />
          </Button>
        </Form>
      </Modal>
    </>
  );
}
