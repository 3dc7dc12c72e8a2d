import { Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useGet } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';

const PAUSE_MS = 350;
const LEAST = 4;

/** A value that follows another once that stands still. */
export function useSettled<T>(value: T, pauseMs = PAUSE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}

/** The address, and below it which community that is; if nobody can tell, it is chosen. */
export function AddressField() {
  const t = useTexts('operator');
  const form = Form.useFormInstance();
  const address = useSettled(String(Form.useWatch('address', form) ?? '').trim());
  const located = useGet(
    '/centres/locate',
    { params: { query: { address } } },
    { enabled: address.length >= LEAST, staleTime: 600_000 },
  );
  const area = located.data;
  const unclear = area?.rule === 'AMBIGUOUS' || area?.rule === 'NONE';
  const communities = useGet(
    '/centres',
    { params: { query: { tier: 'COMMUNITY', limit: 500 } } },
    { enabled: unclear, staleTime: 600_000 },
  );
  const found = area?.community?.name;
  useEffect(() => {
    if (found) form.setFieldValue('centre_id', undefined);
  }, [found, form]);
  const near = area?.candidates ?? [];
  const choices = near.length > 0 ? near : (communities.data?.items ?? []);
  return (
    <>
      <Form.Item
        name="address"
        label={t('form.address')}
        rules={[
          {
            required: true,
            whitespace: true,
            min: 2,
            message: t('form.required', { field: t('form.address') }),
          },
        ]}
        extra={
          <span role="status">
            {located.isFetching && t('form.address.checking')}
            {!located.isFetching && found && `✓ ${t('form.address.found', { community: found })}`}
            {!located.isFetching &&
              unclear &&
              t(near.length > 0 ? 'form.address.several' : 'form.address.none')}
          </span>
        }
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {unclear && (
        <Form.Item
          name="centre_id"
          label={t('form.community')}
          rules={[{ required: true, message: t('form.required', { field: t('form.community') }) }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={choices.map((c) => ({ value: c.id, label: c.name }))}
            loading={communities.isFetching}
          />
        </Form.Item>
      )}
    </>
  );
}
