import { Form, Input, InputNumber, Select } from 'antd';
import { answerWithTag, api, type Schemas } from '@/api';
import { command, get } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { EditDrawer } from '../common/EditDrawer';
import { useNameOf, usePolicies } from '../common/use-registries';

type Category = Schemas['Category'];
type Typed = Schemas['CategoryInput'];

const typedOf = ({ code, name, name_en, position, routing_policy }: Category): Typed => ({
  code,
  name,
  name_en: name_en ?? '',
  position,
  routing_policy,
});

export function CategoryForm({ category, close }: { category: Category | null; close: () => void }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const policies = usePolicies();
  const needed = (field: string) => [{ required: true, message: t('needed', { field }) }];
  async function save(typed: Typed, version: number, key: string) {
    if (!category) return command('post', '/categories', { body: typed }, key);
    const params = { path: { id: category.id }, header: { 'If-Match': `"${version}"` } };
    return (await answerWithTag(api.PUT('/categories/{id}', { params, body: typed }))).data;
  }
  async function reread() {
    const now = await get('/categories/{id}', { params: { path: { id: category?.id ?? 0 } } });
    return { version: now.version, values: typedOf(now) };
  }
  return (
    <EditDrawer
      title={category ? t('catalogue.editCategory', { name: category.name }) : t('catalogue.addCategory')}
      initial={category ? typedOf(category) : { routing_policy: 'DEFAULT', position: 100 }}
      version={category?.version}
      about={category ? { type: 'category', id: category.id } : undefined}
      labels={{
        code: t('code'),
        name: t('name'),
        name_en: t('nameEn'),
        position: t('catalogue.position'),
        routing_policy: t('catalogue.policy'),
      }}
      save={save}
      reread={reread}
      saved={t('saved')}
      close={close}
    >
      <Form.Item name="code" label={t('code')} extra={t('codeHint')} rules={needed(t('code'))}>
        <Input autoFocus={!category} maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="name_en" label={t('nameEn')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="position" label={t('catalogue.position')} extra={t('catalogue.positionHint')}>
        <InputNumber min={0} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="routing_policy" label={t('catalogue.policy')} extra={t('catalogue.policyHint')}>
        <Select
          options={[
            { value: 'DEFAULT', label: t('catalogue.standard') },
            ...policies.map((p) => ({ value: p.code, label: `${nameOf(p)} · ${p.code}` })),
          ]}
        />
      </Form.Item>
    </EditDrawer>
  );
}
