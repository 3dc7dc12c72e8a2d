import { answerWithTag, api, type Schemas } from '@/api';
import { command, get } from '@/api/hooks';
import { hoursOf, hoursText, WEEK } from '@/features/opening/opening';
import { useTexts } from '@/shared/i18n';
import { EditDrawer } from '../common/EditDrawer';
import { ProviderFields } from './ProviderFields';

type Provider = Schemas['Provider'];
type Certificate = Schemas['Certificate'];
/** As it is typed: hours are a line of text for each day. */
export type Typed = Omit<Schemas['ProviderInput'], 'opening' | 'certificates'> & {
  opening: Record<string, string>;
  certificates: Certificate[];
};

const typedOf = (p: Provider): Typed => ({
  code: p.code,
  name: p.name,
  kind: p.kind,
  centre_id: p.centre_id,
  contact_name: p.contact_name ?? '',
  phone: p.phone ?? '',
  address: p.address ?? '',
  latitude: p.latitude,
  longitude: p.longitude,
  item_ids: p.item_ids,
  area_ids: p.area_ids,
  calendar: p.calendar ?? 'STANDARD',
  opening: Object.fromEntries(WEEK.map((d) => [d, hoursText(p.opening[d])])),
  capacity: p.capacity,
  certificates: p.certificates,
  offer_channel: p.offer_channel,
  webhook_url: p.webhook_url ?? '',
});

const NEW: Partial<Typed> = {
  kind: 'ORGANISATION',
  item_ids: [],
  area_ids: [],
  calendar: 'STANDARD',
  opening: Object.fromEntries(WEEK.map((d) => [d, '08:00-18:00'])),
  capacity: 10,
  certificates: [],
  offer_channel: 'SCREEN',
};

function bodyOf(typed: Typed): Schemas['ProviderInput'] {
  const days = WEEK.map((d) => [d, hoursOf(typed.opening[d] ?? '') ?? []] as const);
  return {
    ...typed,
    phone: typed.phone?.replace(/[\s-]/g, '') ?? '',
    opening: Object.fromEntries(days.filter(([, hours]) => hours.length > 0)),
    webhook_url: typed.offer_channel === 'WEBHOOK' ? typed.webhook_url : '',
    webhook_secret: typed.webhook_secret || undefined,
  };
}

export function ProviderForm({ provider, close }: { provider: Provider | null; close: () => void }) {
  const t = useTexts('admin');
  async function save(typed: Typed, version: number, key: string) {
    const body = bodyOf(typed);
    if (!provider) return command('post', '/providers', { body }, key);
    const params = { path: { id: provider.id }, header: { 'If-Match': `"${version}"` } };
    return (await answerWithTag(api.PUT('/providers/{id}', { params, body }))).data;
  }
  async function reread() {
    const now = await get('/providers/{id}', { params: { path: { id: provider?.id ?? 0 } } });
    return { version: now.version, values: typedOf(now) };
  }
  return (
    <EditDrawer
      size={680}
      title={provider ? t('providers.edit', { name: provider.name }) : t('providers.add')}
      initial={provider ? typedOf(provider) : NEW}
      version={provider?.version}
      about={provider ? { type: 'provider', id: provider.id } : undefined}
      labels={{
        code: t('code'),
        name: t('name'),
        kind: t('providers.kind'),
        centre_id: t('accounts.centre'),
        contact_name: t('providers.contactName'),
        phone: t('accounts.phone'),
        address: t('address'),
        item_ids: t('providers.items'),
        area_ids: t('providers.areas'),
        calendar: t('providers.calendar'),
        opening: t('providers.opening'),
        capacity: t('providers.capacity'),
        certificates: t('providers.certificates'),
        offer_channel: t('providers.channel'),
        webhook_url: t('providers.webhook'),
      }}
      save={save}
      reread={reread}
      saved={t('saved')}
      close={close}
    >
      <ProviderFields isNew={!provider} hasSecret={provider?.has_webhook_secret ?? false} />
    </EditDrawer>
  );
}
