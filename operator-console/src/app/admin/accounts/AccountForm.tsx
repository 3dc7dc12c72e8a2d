import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { answer, answerWithTag, api, type Schemas } from '@/api';
import { type Key, useTexts } from '@/shared/i18n';
import { EditDrawer } from '../common/EditDrawer';
import { newPassword } from '../common/Secret';
import { readAll } from '../common/use-list';
import { optionsOf, SEARCH, useCentres, useNameOf, useProviders } from '../common/use-registries';
import type { Account } from './AccountsPage';
import { placeFor, ROLES, type Role } from './roles';

type Typed = Omit<Schemas['AccountBody'], 'password'>;
type Props = {
  account: Account | null;
  made: (login: string, password: string) => void;
  close: () => void;
};

const typedOf = (a: Account): Typed => ({
  login: a.login,
  name: a.name,
  role: a.role,
  phone: a.phone,
  centre_id: a.centre_id,
  provider_id: a.provider_id,
  worker_id: a.worker_id,
  language: a.language as Typed['language'],
});

/** What does not belong to the role is not sent, whatever was chosen before. */
function bodyOf(typed: Typed): Typed {
  const place = placeFor(typed.role);
  return {
    ...typed,
    phone: typed.phone?.replace(/[\s-]/g, '') ?? '',
    provider_id: place.provider ? typed.provider_id : undefined,
    worker_id: place.worker ? typed.worker_id : undefined,
  };
}

export function AccountForm({ account, made, close }: Props) {
  const t = useTexts('admin');
  const [password] = useState(newPassword);
  async function save(typed: Typed, version: number): Promise<void> {
    const body = bodyOf(typed);
    if (!account) {
      await answer(api.POST('/accounts', { body: { ...body, password } }));
      made(body.login, password);
      return;
    }
    const params = { path: { account_id: account.id }, header: { 'If-Match': `"${version}"` } };
    await answer(api.PUT('/accounts/{account_id}', { params, body }));
  }
  async function reread() {
    const path = { account_id: account?.id ?? 0 };
    const { data } = await answerWithTag(api.GET('/accounts/{account_id}', { params: { path } }));
    return { version: data.version, values: typedOf(data) };
  }
  return (
    <EditDrawer
      title={account ? t('accounts.edit', { login: account.login }) : t('accounts.add')}
      initial={account ? typedOf(account) : { language: 'zh-CN' }}
      version={account?.version}
      about={account ? { type: 'account', id: account.id } : undefined}
      labels={{
        login: t('accounts.login'),
        name: t('accounts.name'),
        role: t('accounts.role'),
        phone: t('accounts.phone'),
        centre_id: t('accounts.centre'),
        provider_id: t('accounts.provider'),
        worker_id: t('accounts.worker'),
        language: t('accounts.language'),
      }}
      save={save}
      reread={reread}
      saved={t('saved')}
      close={close}
    >
      <Fields isNew={!account} />
    </EditDrawer>
  );
}

function Fields({ isNew }: { isNew: boolean }) {
  const t = useTexts('admin');
  const s = useTexts('staff');
  const form = Form.useFormInstance<Typed>();
  const role: Role | undefined = Form.useWatch('role', form);
  const provider: number | undefined = Form.useWatch('provider_id', form);
  const nameOf = useNameOf();
  const centres = useCentres();
  const providers = useProviders();
  const place = placeFor(role);
  const workers = useQuery({
    queryKey: ['/workers', 'of', provider],
    queryFn: () => readAll('/workers', { provider_id: provider }),
    enabled: place.worker && provider !== undefined,
  });
  const needed = (field: string) => ({ required: true, message: t('needed', { field }) });
  return (
    <>
      <Form.Item
        name="login"
        label={t('accounts.login')}
        extra={t('accounts.loginHint')}
        rules={[
          needed(t('accounts.login')),
          { pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: t('accounts.loginWrong') },
        ]}
      >
        <Input autoFocus={isNew} maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={t('accounts.name')} rules={[needed(t('accounts.name'))]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t('accounts.role')} rules={[needed(t('accounts.role'))]}>
        <Select options={ROLES.map((r) => ({ value: r, label: s(`role.${r}` as Key<'staff'>) }))} />
      </Form.Item>
      {role && <p className="hint">{t(`accounts.may.${role}` as Key<'admin'>)}</p>}
      {place.provider && (
        <Form.Item name="provider_id" label={t('accounts.provider')} rules={[needed(t('accounts.provider'))]}>
          <Select showSearch={SEARCH} options={optionsOf(providers, nameOf)} />
        </Form.Item>
      )}
      {place.worker && (
        <Form.Item name="worker_id" label={t('accounts.worker')} rules={[needed(t('accounts.worker'))]}>
          <Select
            showSearch={SEARCH}
            loading={workers.isFetching}
            options={optionsOf(workers.data ?? [], nameOf)}
          />
        </Form.Item>
      )}
      <Form.Item
        name="centre_id"
        label={t('accounts.centre')}
        extra={t('accounts.centreHint')}
        rules={place.centre === 'must' ? [needed(t('accounts.centre'))] : []}
      >
        <Select allowClear showSearch={SEARCH} options={optionsOf(centres, nameOf)} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={t('accounts.phone')}
        rules={[{ pattern: /^[0-9\s-]{3,24}$/, message: t('accounts.phoneWrong') }]}
      >
        <Input inputMode="tel" maxLength={24} />
      </Form.Item>
      <Form.Item name="language" label={t('accounts.language')}>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      {isNew && <p className="hint">{t('accounts.firstPassword')}</p>}
    </>
  );
}
