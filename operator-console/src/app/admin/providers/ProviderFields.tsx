import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useGet } from '@/api/hooks';
import { hoursOf, WEEK } from '@/features/opening/opening';
import { type Key, useTexts } from '@/shared/i18n';
import { optionsOf, SEARCH, useCentres, useItems, useNameOf } from '../common/use-registries';
import type { Typed } from './ProviderForm';

const KINDS = ['ORGANISATION', 'DEPARTMENT', 'VOLUNTEER_TEAM'] as const;
const CHANNELS = ['SCREEN', 'TELEPHONE', 'WEBHOOK'] as const;

export function ProviderFields({ isNew, hasSecret }: { isNew: boolean; hasSecret: boolean }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const centres = useCentres();
  const items = useItems();
  const calendars = useGet('/calendars', {}).data?.items ?? [];
  const channel = Form.useWatch('offer_channel', Form.useFormInstance<Typed>());
  const needed = (field: string) => [{ required: true, message: t('needed', { field }) }];
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
        <Input autoFocus={isNew} maxLength={100} />
      </Form.Item>
      <Form.Item name="code" label={t('code')} extra={t('codeHint')} rules={needed(t('code'))}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={t('providers.kind')}>
        <Radio.Group
          options={KINDS.map((k) => ({ value: k, label: t(`providers.kind.${k}` as Key<'admin'>) }))}
        />
      </Form.Item>
      <Form.Item name="contact_name" label={t('providers.contactName')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="phone" label={t('accounts.phone')}>
        <Input inputMode="tel" maxLength={24} />
      </Form.Item>
      <Form.Item name="address" label={t('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="latitude" label={t('centres.latitude')}>
          <InputNumber min={-90} max={90} step={0.001} />
        </Form.Item>
        <Form.Item name="longitude" label={t('centres.longitude')}>
          <InputNumber min={-180} max={180} step={0.001} />
        </Form.Item>
      </div>
      <Form.Item name="centre_id" label={t('accounts.centre')}>
        <Select allowClear showSearch={SEARCH} options={optionsOf(centres, nameOf)} />
      </Form.Item>
      <Form.Item name="item_ids" label={t('providers.items')}>
        <Select mode="multiple" showSearch={SEARCH} options={optionsOf(items, nameOf)} />
      </Form.Item>
      <Form.Item name="area_ids" label={t('providers.areas')} extra={t('providers.areasHint')}>
        <Select mode="multiple" showSearch={SEARCH} options={optionsOf(centres, nameOf)} />
      </Form.Item>
      <Form.Item name="capacity" label={t('providers.capacity')} rules={needed(t('providers.capacity'))}>
        <InputNumber min={0} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="calendar" label={t('providers.calendar')}>
        <Select options={calendars.map((c) => ({ value: c.code, label: `${nameOf(c)} · ${c.code}` }))} />
      </Form.Item>
      <Hours />
      <Certificates />
      <Form.Item name="offer_channel" label={t('providers.channel')}>
        <Radio.Group
          options={CHANNELS.map((c) => ({ value: c, label: t(`providers.channel.${c}` as Key<'admin'>) }))}
        />
      </Form.Item>
      {channel === 'WEBHOOK' && (
        <>
          <Form.Item name="webhook_url" label={t('providers.webhook')} rules={needed(t('providers.webhook'))}>
            <Input maxLength={500} placeholder="https://" />
          </Form.Item>
          <Form.Item
            name="webhook_secret"
            label={t('providers.secret')}
            extra={t(hasSecret ? 'providers.secretKept' : 'providers.secretHint')}
          >
            <Input.Password maxLength={200} autoComplete="new-password" />
          </Form.Item>
        </>
      )}
    </>
  );
}

function Hours() {
  const t = useTexts('admin');
  return (
    <fieldset className="choices">
      <legend>{t('providers.opening')}</legend>
      <p className="hint">{t('providers.openingHint')}</p>
      <div className="week">
        {WEEK.map((d) => (
          <Form.Item
            key={d}
            name={['opening', d]}
            label={t(`day.${d}` as Key<'admin'>)}
            rules={[
              {
                validator: (_, text?: string) =>
                  hoursOf(text ?? '') === null
                    ? Promise.reject(new Error(t('providers.openingWrong')))
                    : Promise.resolve(),
              },
            ]}
          >
            <Input placeholder={t('providers.closed')} maxLength={120} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}

const DATE = {
  getValueProps: (value?: string) => ({ value: value ? dayjs(value) : undefined }),
  normalize: (value?: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD'),
};

function Certificates() {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const skills = useGet('/skills', {}).data?.items ?? [];
  return (
    <fieldset className="choices">
      <legend>{t('providers.certificates')}</legend>
      <Form.List name="certificates">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="certificate">
                <Form.Item
                  name={[row.name, 'skill']}
                  label={t('providers.skill')}
                  rules={[{ required: true, message: t('needed', { field: t('providers.skill') }) }]}
                >
                  <Select
                    showSearch={SEARCH}
                    options={skills.map((s) => ({ value: s.code, label: `${nameOf(s)} · ${s.code}` }))}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'number']} label={t('providers.number')}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={[row.name, 'expires_on']} label={t('providers.until')} {...DATE}>
                  <DatePicker />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('providers.removeCertificate', { n: row.name + 1 })}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({ number: '' })}>
              {t('providers.addCertificate')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
