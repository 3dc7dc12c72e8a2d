import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select, Switch, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { command } from '@/api/hooks';
import { now } from '@/shared/clock';
import { date, isoDate, phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { Retire } from '../common/Retire';
import { useList } from '../common/use-list';
import { optionsOf, SEARCH, useItems, useMayChange, useNameOf } from '../common/use-registries';
import '../admin.css';
import { ProviderForm } from './ProviderForm';
import { StarProposals } from './StarProposals';

type Provider = Schemas['Provider'];
const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** The organisations that do the work, and how they are rated. */
export function ProvidersPage() {
  const t = useTexts('admin');
  usePageTitle(t('providers.title'));
  const may = useMayChange();
  const [address, setAddress] = useSearchParams();
  const [edited, setEdited] = useState<Provider | 'new' | null>(null);
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['/providers'] });
  const tab = address.get('tab') === 'stars' ? 'stars' : 'list';
  return (
    <>
      <Head title={t('providers.title')}>
        {may && tab === 'list' && (
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('providers.add')}
          </Button>
        )}
      </Head>
      <Tabs
        activeKey={tab}
        onChange={(chosen) => setAddress(chosen === 'stars' ? { tab: 'stars' } : {}, { replace: true })}
        items={[
          {
            key: 'list',
            label: t('providers.list'),
            children: <Providers edit={setEdited} done={refresh} />,
          },
          { key: 'stars', label: t('stars.title'), children: <StarProposals /> },
        ]}
      />
      {edited && (
        <ProviderForm
          provider={edited === 'new' ? null : edited}
          close={() => {
            setEdited(null);
            refresh();
          }}
        />
      )}
    </>
  );
}

type ListProps = { edit: (provider: Provider) => void; done: () => void };

function Providers({ edit, done }: ListProps) {
  const t = useTexts('admin');
  const may = useMayChange();
  const nameOf = useNameOf();
  const items = useItems();
  const [q, setQ] = useState('');
  const [item, setItem] = useState<number | undefined>();
  const [expiring, setExpiring] = useState(false);
  const [retired, setRetired] = useState(false);
  const list = useList('/providers', {
    q: q || undefined,
    item_id: item,
    retired,
    expiring_before: expiring ? isoDate(now() + SOON_DAYS * DAY_MS) : undefined,
  });
  return (
    <>
      <search className="admin-filters">
        <Input.Search
          allowClear
          aria-label={t('providers.search')}
          placeholder={t('providers.search')}
          maxLength={60}
          onSearch={(typed) => setQ(typed.trim())}
        />
        <Select
          allowClear
          showSearch={SEARCH}
          aria-label={t('catalogue.item')}
          placeholder={t('providers.anyItem')}
          value={item}
          onChange={setItem}
          options={optionsOf(items, nameOf)}
        />
        <span className="switch">
          <span id="expiring">{t('providers.expiring', { n: SOON_DAYS })}</span>
          <Switch size="small" aria-labelledby="expiring" checked={expiring} onChange={setExpiring} />
        </span>
        <span className="switch">
          <span id="retired-too">{t('retiredToo')}</span>
          <Switch size="small" aria-labelledby="retired-too" checked={retired} onChange={setRetired} />
        </span>
      </search>
      <Rows<Provider>
        label={t('providers.title')}
        list={list}
        none={t('providers.none')}
        width={960}
        columns={[
          { title: t('code'), dataIndex: 'code', width: 90 },
          {
            title: t('name'),
            render: (_, p) => (
              <>
                {p.name} {p.retired_at && <Tag>{t('retired')}</Tag>}
              </>
            ),
          },
          {
            title: t('providers.kind'),
            width: 110,
            render: (_, p) => t(`providers.kind.${p.kind}` as Key<'admin'>),
          },
          { title: t('stars.stars'), width: 80, render: (_, p) => t('stars.n', { n: p.star_rating }) },
          {
            title: t('providers.contact'),
            width: 200,
            render: (_, p) => `${p.contact_name ?? ''} ${phone(p.phone)}`.trim(),
          },
          { title: t('providers.certificates'), render: (_, p) => <Certificates provider={p} /> },
          {
            title: t('actions'),
            width: 150,
            render: (_, p) => may && <Actions provider={p} edit={() => edit(p)} done={done} />,
          },
        ]}
      />
    </>
  );
}

/** How many, and what runs out. */
function Certificates({ provider }: { provider: Provider }) {
  const t = useTexts('admin');
  const first = provider.certificates
    .map((c) => c.expires_on)
    .filter((d) => d !== undefined)
    .sort()[0];
  const late = first !== undefined && first <= isoDate(now());
  const soon = first !== undefined && first <= isoDate(now() + SOON_DAYS * DAY_MS);
  return (
    <>
      {t('providers.certificateCount', { n: provider.certificates.length })}
      {first !== undefined && soon && (
        <span className="form-failure">
          {' '}
          {t(late ? 'providers.expired' : 'providers.expires', { date: date(first) })}
        </span>
      )}
    </>
  );
}

type ActionProps = { provider: Provider; edit: () => void; done: () => void };

function Actions({ provider, edit, done }: ActionProps) {
  const t = useTexts('admin');
  const params = { path: { id: provider.id }, header: { 'If-Match': `"${provider.version}"` } };
  return (
    <span className="step-buttons">
      {!provider.retired_at && (
        <Button size="small" onClick={edit} aria-label={t('editName', { name: provider.name })}>
          {t('edit')}
        </Button>
      )}
      <Retire
        name={provider.name}
        retired={Boolean(provider.retired_at)}
        retire={() => command('post', '/providers/{id}/retire', { params, body: {} })}
        restore={() => command('post', '/providers/{id}/restore', { params, body: {} })}
        done={done}
      />
    </span>
  );
}
