import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { answerWithTag, api, type Schemas } from '@/api';
import { command, get, useGet } from '@/api/hooks';
import { type Key, useTexts } from '@/shared/i18n';
import { EditDrawer } from '../common/EditDrawer';
import { optionsOf, SEARCH, useCategories, useNameOf, usePolicies } from '../common/use-registries';

type Item = Schemas['Item'];
type Typed = Omit<Schemas['ItemInput'], 'form'>;
const KINDS: Typed['kind'][] = ['MENU', 'APPOINTMENT', 'CARE'];
const TEXTS = ['price', 'price_en', 'subsidy', 'subsidy_en'] as const;

const typedOf = (i: Item): Typed => ({
  code: i.code,
  category_id: i.category_id,
  name: i.name,
  name_en: i.name_en ?? '',
  pinyin: i.pinyin,
  kind: i.kind,
  price: i.price ?? '',
  price_en: i.price_en ?? '',
  subsidy: i.subsidy ?? '',
  subsidy_en: i.subsidy_en ?? '',
  duration_minutes: i.duration_minutes ?? 60,
  service_level: i.service_level ?? '',
  routing_policy: i.routing_policy ?? '',
  skills: i.skills ?? [],
});

type Props = { item: Item | null; category?: number; close: () => void };

export function ItemForm({ item, category, close }: Props) {
  const t = useTexts('admin');
  async function save(typed: Typed, version: number, key: string) {
    const body = { ...typed, pinyin: typed.pinyin || undefined };
    if (!item) return command('post', '/items', { body }, key);
    const params = { path: { id: item.id }, header: { 'If-Match': `"${version}"` } };
    return (await answerWithTag(api.PUT('/items/{id}', { params, body }))).data;
  }
  async function reread() {
    const now = await get('/items/{id}', { params: { path: { id: item?.id ?? 0 } } });
    return { version: now.version, values: typedOf(now) };
  }
  return (
    <EditDrawer
      title={item ? t('catalogue.editItem', { name: item.name }) : t('catalogue.addItem')}
      initial={
        item
          ? typedOf(item)
          : {
              category_id: category,
              kind: 'MENU',
              duration_minutes: 60,
              service_level: 'ORDINARY',
              routing_policy: 'DEFAULT',
              skills: [],
            }
      }
      version={item?.version}
      about={item ? { type: 'item', id: item.id } : undefined}
      labels={{
        code: t('code'),
        category_id: t('catalogue.category'),
        name: t('name'),
        name_en: t('nameEn'),
        kind: t('catalogue.kind'),
        price: t('catalogue.price'),
        subsidy: t('catalogue.subsidy'),
        duration_minutes: t('catalogue.duration'),
        service_level: t('catalogue.level'),
        routing_policy: t('catalogue.policy'),
        skills: t('catalogue.skills'),
      }}
      save={save}
      reread={reread}
      saved={item ? t('saved') : t('catalogue.itemSaved')}
      close={close}
    >
      <Fields isNew={!item} />
    </EditDrawer>
  );
}

function Fields({ isNew }: { isNew: boolean }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const categories = useCategories();
  const policies = usePolicies();
  const levels = useGet('/service-levels', {}).data?.items ?? [];
  const skills = useGet('/skills', {}).data?.items ?? [];
  const needed = (field: string) => [{ required: true, message: t('needed', { field }) }];
  const named = (things: { code: string; name: string; name_en?: string }[]) =>
    things.map((thing) => ({ value: thing.code, label: `${nameOf(thing)} · ${thing.code}` }));
  return (
    <>
      <Form.Item name="code" label={t('code')} extra={t('catalogue.codeHint')} rules={needed(t('code'))}>
        <Input autoFocus={isNew} maxLength={40} />
      </Form.Item>
      <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="name_en" label={t('nameEn')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="pinyin" label={t('catalogue.pinyin')} extra={t('catalogue.pinyinHint')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="category_id" label={t('catalogue.category')} rules={needed(t('catalogue.category'))}>
        <Select showSearch={SEARCH} options={optionsOf(categories, nameOf)} />
      </Form.Item>
      <Form.Item name="kind" label={t('catalogue.kind')}>
        <Radio.Group
          options={KINDS.map((k) => ({ value: k, label: t(`catalogue.kind.${k}` as Key<'admin'>) }))}
        />
      </Form.Item>
      {TEXTS.map((name) => (
        <Form.Item key={name} name={name} label={t(`catalogue.${name}` as Key<'admin'>)}>
          <Input maxLength={200} />
        </Form.Item>
      ))}
      <Form.Item
        name="duration_minutes"
        label={t('catalogue.duration')}
        rules={needed(t('catalogue.duration'))}
      >
        <InputNumber min={1} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="service_level" label={t('catalogue.level')} rules={needed(t('catalogue.level'))}>
        <Select showSearch={SEARCH} options={named(levels)} />
      </Form.Item>
      <Form.Item name="routing_policy" label={t('catalogue.policy')} rules={needed(t('catalogue.policy'))}>
        <Select
          showSearch={SEARCH}
          options={[{ value: 'DEFAULT', label: t('catalogue.ofCategory') }, ...named(policies)]}
        />
      </Form.Item>
      <Form.Item name="skills" label={t('catalogue.skills')} extra={t('catalogue.skillsHint')}>
        <Select mode="multiple" showSearch={SEARCH} options={named(skills)} />
      </Form.Item>
    </>
  );
}
