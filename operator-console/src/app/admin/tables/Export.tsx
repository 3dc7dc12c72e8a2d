import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { now } from '@/shared/clock';
import { download } from '@/shared/download';
import { isoDate } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { showFaults } from '../common/faults';
import { type Registry, SENSITIVE } from './registries';

type Typed = { form: 'xlsx' | 'utf-8' | 'gb18030'; unmasked?: boolean; reason?: string };

/** A registry as a file that an import takes back unchanged. */
export function Export({ registry }: { registry: Registry }) {
  const t = useTexts('admin');
  const [form] = Form.useForm<Typed>();
  const unmasked = Form.useWatch('unmasked', form);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);

  async function save(typed: Typed): Promise<void> {
    setSending(true);
    setFailure('');
    const format = typed.form === 'xlsx' ? 'xlsx' : 'csv';
    const query: Record<string, string> = { format };
    if (typed.form !== 'xlsx') query.encoding = typed.form;
    if (typed.unmasked && typed.reason) Object.assign(query, { unmasked: 'true', reason: typed.reason });
    try {
      await download(`/exports/${registry}`, query, `${registry}-${isoDate(now())}.${format}`);
    } catch (e) {
      setFailure(showFaults(form, e as Error));
    } finally {
      setSending(false);
    }
  }

  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      className="narrow"
      initialValues={{ form: 'xlsx' }}
      onFinish={(typed) => void save(typed)}
    >
      <Form.Item name="form" label={t('tables.format')}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: t('tables.xlsx') },
            { value: 'utf-8', label: t('tables.utf8') },
            { value: 'gb18030', label: t('tables.gb') },
          ]}
        />
      </Form.Item>
      {SENSITIVE.includes(registry) && (
        <Form.Item name="unmasked" valuePropName="checked" extra={t('tables.unmaskedHint')}>
          <Checkbox>{t('tables.unmasked')}</Checkbox>
        </Form.Item>
      )}
      {unmasked && (
        <Form.Item
          name="reason"
          label={t('tables.reason')}
          rules={[{ required: true, whitespace: true, message: t('needed', { field: t('tables.reason') }) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <p role="alert" className="form-failure">
        {failure}
      </p>
      <Button type="primary" htmlType="submit" loading={sending}>
        {t('tables.export')}
      </Button>
    </Form>
  );
}
