import { Form, Input, InputNumber, Select } from 'antd';
import { answerWithTag, api, type Schemas } from '@/api';
import { command, get } from '@/api/hooks';
import { type Key, useTexts } from '@/shared/i18n';
import { EditDrawer } from '../common/EditDrawer';
import { optionsOf, SEARCH, useNameOf } from '../common/use-registries';

type Centre = Schemas['Centre'];
type Typed = Omit<Schemas['CentreInput'], 'polygon'> & { polygon?: string };
const TIERS: Centre['tier'][] = ['DISTRICT', 'SUBDISTRICT', 'COMMUNITY', 'GRID'];

const typedOf = (c: Centre): Typed => ({
  code: c.code,
  tier: c.tier,
  parent_id: c.parent_id,
  name: c.name,
  name_en: c.name_en ?? '',
  aliases: c.aliases ?? [],
  address: c.address ?? '',
  phone: c.phone ?? '',
  latitude: c.latitude,
  longitude: c.longitude,
  polygon: c.polygon?.map((corner) => corner.join(', ')).join('\n') ?? '',
  panorama_url: c.panorama_url ?? '',
});

const CORNER = /^\s*-?\d+(\.\d+)?\s*[,，\s]\s*-?\d+(\.\d+)?\s*$/;
const lines = (text: string) => text.split('\n').filter((l) => l.trim() !== '');

/** One corner a line: longitude, latitude. */
function polygonOf(text: string | undefined): number[][] | undefined {
  const corners = lines(text ?? '').map((l) =>
    l
      .trim()
      .split(/[,，\s]+/)
      .map(Number),
  );
  return corners.length === 0 ? undefined : corners;
}

type Props = { centre: Centre | null; parent?: Centre; centres: Centre[]; close: () => void };

export function CentreForm({ centre, parent, centres, close }: Props) {
  const t = useTexts('admin');
  async function save(typed: Typed, version: number, key: string) {
    const body = { ...typed, polygon: polygonOf(typed.polygon) as never };
    if (!centre) return command('post', '/centres', { body }, key);
    const params = { path: { id: centre.id }, header: { 'If-Match': `"${version}"` } };
    return (await answerWithTag(api.PUT('/centres/{id}', { params, body }))).data;
  }
  async function reread() {
    const now = await get('/centres/{id}', { params: { path: { id: centre?.id ?? 0 } } });
    return { version: now.version, values: typedOf(now) };
  }
  return (
    <EditDrawer
      title={centre ? t('centres.edit', { name: centre.name }) : t('centres.addBelow')}
      initial={
        centre
          ? typedOf(centre)
          : {
              parent_id: parent?.id,
              tier: TIERS[TIERS.indexOf(parent?.tier ?? 'COMMUNITY') + 1],
              aliases: [],
            }
      }
      version={centre?.version}
      about={centre ? { type: 'centre', id: centre.id } : undefined}
      labels={{
        code: t('code'),
        tier: t('centres.tier'),
        parent_id: t('centres.parent'),
        name: t('name'),
        name_en: t('nameEn'),
        aliases: t('centres.aliases'),
        address: t('address'),
        phone: t('accounts.phone'),
        latitude: t('centres.latitude'),
        longitude: t('centres.longitude'),
        polygon: t('centres.outline'),
        panorama_url: t('centres.panorama'),
      }}
      save={save}
      reread={reread}
      saved={t('saved')}
      close={close}
    >
      <Fields centres={centres} isNew={!centre} />
    </EditDrawer>
  );
}

function Fields({ centres, isNew }: { centres: Centre[]; isNew: boolean }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const needed = (field: string) => [{ required: true, message: t('needed', { field }) }];
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
        <Input autoFocus={isNew} maxLength={60} />
      </Form.Item>
      <Form.Item name="name_en" label={t('nameEn')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="code" label={t('code')} extra={t('centres.codeHint')} rules={needed(t('code'))}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="tier" label={t('centres.tier')} rules={needed(t('centres.tier'))}>
        <Select options={TIERS.map((v) => ({ value: v, label: t(`centres.tier.${v}` as Key<'admin'>) }))} />
      </Form.Item>
      <Form.Item name="parent_id" label={t('centres.parent')}>
        <Select
          allowClear
          showSearch={SEARCH}
          options={optionsOf(
            centres.filter((c) => c.tier !== 'GRID' && !c.retired_at),
            nameOf,
          )}
        />
      </Form.Item>
      <Form.Item name="aliases" label={t('centres.aliases')} extra={t('centres.aliasesHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} />
      </Form.Item>
      <Form.Item name="address" label={t('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={t('accounts.phone')}>
        <Input inputMode="tel" maxLength={20} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="latitude" label={t('centres.latitude')}>
          <InputNumber min={-90} max={90} step={0.001} />
        </Form.Item>
        <Form.Item name="longitude" label={t('centres.longitude')}>
          <InputNumber min={-180} max={180} step={0.001} />
        </Form.Item>
      </div>
      <Form.Item
        name="polygon"
        label={t('centres.outline')}
        extra={t('centres.outlineHint')}
        rules={[
          {
            validator: (_, text?: string) => {
              const bad = lines(text ?? '').findIndex((l) => !CORNER.test(l));
              return bad < 0
                ? Promise.resolve()
                : Promise.reject(new Error(t('centres.outlineWrong', { n: bad + 1 })));
            },
          },
        ]}
      >
        <Input.TextArea rows={4} className="code" />
      </Form.Item>
      <Form.Item name="panorama_url" label={t('centres.panorama')}>
        <Input maxLength={500} placeholder="https://" />
      </Form.Item>
    </>
  );
}
