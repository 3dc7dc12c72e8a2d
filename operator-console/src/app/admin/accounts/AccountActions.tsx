import { App, Button, Popconfirm } from 'antd';
import { answer, api } from '@/api';
import { command } from '@/api/hooks';
import { useSessionState } from '@/api/session';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { Retire } from '../common/Retire';
import { newPassword } from '../common/Secret';
import type { Account } from './AccountsPage';

type Props = { account: Account; edit: () => void; show: (password: string) => void; done: () => void };

export function AccountActions({ account, edit, show, done }: Props) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const state = useSessionState();
  const own = 'session' in state && state.session.id === account.id;
  const path = { account_id: account.id };
  const seen = { path, header: { 'If-Match': `"${account.version}"` } };
  const { name } = account;

  async function run(what: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await what();
      if (said) message.success(said);
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      done();
    }
  }

  async function reset(): Promise<void> {
    const password = newPassword();
    await answer(api.POST('/accounts/{account_id}/password', { params: seen, body: { password } }));
    show(password);
  }

  return (
    <span className="step-buttons">
      {!account.retired && (
        <>
          <Button size="small" onClick={edit} aria-label={t('editName', { name })}>
            {t('edit')}
          </Button>
          <Popconfirm
            title={t('accounts.resetAsk', { name })}
            okText={t('accounts.reset')}
            cancelText={t('cancel')}
            onConfirm={() => run(reset, '')}
          >
            <Button size="small">{t('accounts.reset')}</Button>
          </Popconfirm>
          <Popconfirm
            title={t('accounts.outAsk', { name })}
            okText={t('accounts.out')}
            cancelText={t('cancel')}
            onConfirm={() =>
              run(
                () => command('post', '/accounts/{account_id}/end-sessions', { params: { path } }),
                t('accounts.outDone', { name }),
              )
            }
          >
            <Button size="small">{t('accounts.out')}</Button>
          </Popconfirm>
        </>
      )}
      {!own && (
        <Retire
          name={name}
          retired={account.retired}
          retire={() => answer(api.POST('/accounts/{account_id}/retire', { params: seen }))}
          restore={() => answer(api.POST('/accounts/{account_id}/restore', { params: seen }))}
          done={done}
          words={{
            retire: t('accounts.lock'),
            restore: t('accounts.unlock'),
            ask: t('accounts.lockAsk', { name }),
          }}
        />
      )}
    </span>
  );
}
