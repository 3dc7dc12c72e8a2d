import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { Secret } from '../common/Secret';
import { useList } from '../common/use-list';
import { useCentres, useNameOf, useProviders } from '../common/use-registries';
import '../admin.css';
import { AccountActions } from './AccountActions';
import { AccountForm } from './AccountForm';
import { ROLES, type Role } from './roles';

export type Account = Schemas['Account'];

/** Who may log in, as what. */
export function AccountsPage() {
  const t = useTexts('admin');
  const s = useTexts('staff');
  usePageTitle(t('accounts.title'));
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const role = address.get('role') ?? undefined;
  const q = address.get('q') ?? '';
  const list = useList('/accounts', { role, q: q || undefined });
  const places = usePlaces();
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const [shown, setShown] = useState<{ login: string; password: string } | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['/accounts'] });

  function filter(name: string, value: string | undefined): void {
    const next = new URLSearchParams(address);
    if (value) next.set(name, value);
    else next.delete(name);
    setAddress(next, { replace: true });
  }

  return (
    <>
      <Head title={t('accounts.title')} hint={t('accounts.hint')}>
        <Link to="/admin/machines">
          <Button>{t('machines.title')}</Button>
        </Link>
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('accounts.add')}
        </Button>
      </Head>
      <search className="admin-filters">
        <Input.Search
          allowClear
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          defaultValue={q}
          maxLength={60}
          onSearch={(typed) => filter('q', typed.trim())}
        />
        <Select<Role>
          allowClear
          aria-label={t('accounts.role')}
          placeholder={t('accounts.allRoles')}
          value={role as Role | undefined}
          onChange={(chosen) => filter('role', chosen)}
          options={ROLES.map((r) => ({ value: r, label: s(`role.${r}` as Key<'staff'>) }))}
        />
      </search>
      <Rows<Account>
        label={t('accounts.title')}
        list={list}
        none={t('accounts.none')}
        width={980}
        columns={[
          { title: t('accounts.login'), dataIndex: 'login', width: 130 },
          { title: t('accounts.name'), dataIndex: 'name', width: 130 },
          {
            title: t('accounts.role'),
            width: 150,
            render: (_, a) => s(`role.${a.role}` as Key<'staff'>),
          },
          { title: t('accounts.place'), render: (_, a) => places(a) },
          { title: t('accounts.phone'), width: 140, render: (_, a) => phone(a.phone) },
          { title: t('accounts.state'), width: 130, render: (_, a) => <State account={a} /> },
          {
            title: t('actions'),
            width: 300,
            render: (_, a) => (
              <AccountActions
                account={a}
                edit={() => setEdited(a)}
                show={(password) => setShown({ login: a.login, password })}
                done={refresh}
              />
            ),
          },
        ]}
      />
      {edited && (
        <AccountForm
          account={edited === 'new' ? null : edited}
          made={(login, password) => setShown({ login, password })}
          close={() => {
            setEdited(null);
            refresh();
          }}
        />
      )}
      {shown && (
        <Secret
          title={t('accounts.passwordOf', { login: shown.login })}
          hint={t('accounts.passwordHint')}
          secret={shown.password}
          close={() => setShown(null)}
        />
      )}
    </>
  );
}

function State({ account }: { account: Account }) {
  const t = useTexts('admin');
  if (account.retired) {
    return (
      <Tag variant="solid" color="#a3123c">
        {t('accounts.locked')}
      </Tag>
    );
  }
  return <>{t(account.must_change_password ? 'accounts.toChange' : 'accounts.open')}</>;
}

/** Where somebody belongs. */
function usePlaces(): (account: Account) => string {
  const centres = useCentres();
  const providers = useProviders();
  const nameOf = useNameOf();
  const names = useMemo(
    () =>
      new Map([
        ...centres.map((c) => [`c${c.id}`, nameOf(c)] as const),
        ...providers.map((p) => [`p${p.id}`, p.name] as const),
      ]),
    [centres, providers, nameOf],
  );
  return (a) =>
    [a.provider_id && names.get(`p${a.provider_id}`), a.centre_id && names.get(`c${a.centre_id}`)]
      .filter(Boolean)
      .join(' · ');
}
