import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { type Key, useTexts } from '@/shared/i18n';
import { KINDS, PARTS, STEPS, TIERS, type Typed } from './policy';

/** What speaks for a provider, who comes into question, and in which steps they are asked. */
export function PolicyFields() {
  const t = useTexts('admin');
  const needed = (field: string) => [{ required: true, message: t('needed', { field }) }];
  return (
    <>
      <div className="field-row">
        <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="name_en" label={t('nameEn')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <fieldset className="choices">
        <legend>{t('routing.weights')}</legend>
        <p className="hint">{t('routing.weightsHint')}</p>
        <div className="weights">
          {PARTS.map((part) => (
            <Form.Item
              key={part}
              name={['weights', part]}
              label={t(`routing.part.${part}` as Key<'admin'>)}
              extra={t(`routing.partHint.${part}` as Key<'admin'>)}
              rules={needed(t(`routing.part.${part}` as Key<'admin'>))}
            >
              <InputNumber min={0} max={1000} step={1} />
            </Form.Item>
          ))}
        </div>
      </fieldset>
      <Form.Item
        name="reach_km"
        label={t('routing.reach')}
        extra={t('routing.reachHint')}
        rules={needed(t('routing.reach'))}
      >
        <InputNumber min={0.1} max={1000} />
      </Form.Item>
      <Form.Item name="kinds" label={t('routing.kinds')} extra={t('routing.kindsHint')}>
        <Checkbox.Group
          options={KINDS.map((k) => ({ value: k, label: t(`providers.kind.${k}` as Key<'admin'>) }))}
        />
      </Form.Item>
      <Form.Item name="relaxed" valuePropName="checked" extra={t('routing.relaxedHint')}>
        <Checkbox>{t('routing.relaxed')}</Checkbox>
      </Form.Item>
      <Ladder />
    </>
  );
}

function Ladder() {
  const t = useTexts('admin');
  return (
    <fieldset className="choices">
      <legend>{t('routing.ladder')}</legend>
      <p className="hint">{t('routing.ladderHint')}</p>
      <Form.List name="ladder">
        {(rows, { add, remove, move }) => (
          <>
            <ol className="ladder">
              {rows.map((row, at) => (
                <li key={row.key}>
                  <Step at={row.name} />
                  <span className="field-tools">
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined />}
                      aria-label={t('routing.up', { n: at + 1 })}
                      disabled={at === 0}
                      onClick={() => move(at, at - 1)}
                    />
                    <Button
                      type="text"
                      icon={<ArrowDownOutlined />}
                      aria-label={t('routing.down', { n: at + 1 })}
                      disabled={at === rows.length - 1}
                      onClick={() => move(at, at + 1)}
                    />
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('routing.remove', { n: at + 1 })}
                      disabled={rows.length === 1}
                      onClick={() => remove(row.name)}
                    />
                  </span>
                </li>
              ))}
            </ol>
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({ step: 'DIRECT', minutes: 10 })}>
              {t('routing.add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function Step({ at }: { at: number }) {
  const t = useTexts('admin');
  const step = Form.useWatch(['ladder', at, 'step'], Form.useFormInstance<Typed>());
  const tiers = TIERS.map((v) => ({ value: v, label: t(`centres.tier.${v}` as Key<'admin'>) }));
  return (
    <div className="step">
      <Form.Item name={[at, 'step']} label={t('routing.whom')}>
        <Select options={STEPS.map((s) => ({ value: s, label: t(`routing.step.${s}` as Key<'admin'>) }))} />
      </Form.Item>
      {step === 'QUEUE' && (
        <Form.Item
          name={[at, 'tier']}
          label={t('centres.tier')}
          rules={[{ required: true, message: t('needed', { field: t('centres.tier') }) }]}
        >
          <Select options={tiers} />
        </Form.Item>
      )}
      {step === 'BROADCAST' && (
        <Form.Item name={[at, 'size']} label={t('routing.size')}>
          <InputNumber min={1} max={50} precision={0} />
        </Form.Item>
      )}
      {step === 'SEQUENTIAL' && (
        <Form.Item name={[at, 'times']} label={t('routing.timesLabel')}>
          <InputNumber min={1} max={50} precision={0} />
        </Form.Item>
      )}
      {step !== 'QUEUE' && (
        <Form.Item name={[at, 'reach']} label={t('routing.within')}>
          <Select allowClear placeholder={t('routing.ownArea')} options={tiers} />
        </Form.Item>
      )}
      <Form.Item name={[at, 'minutes']} label={t('routing.minutes')}>
        <InputNumber min={0.17} max={43_200} />
      </Form.Item>
    </div>
  );
}
