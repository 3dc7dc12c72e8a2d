import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { command, useGet } from '@/api/hooks';
import { now } from '@/shared/clock';
import { moment } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { Rows } from '../common/ListPage';
import { Secret } from '../common/Secret';

type Token = Schemas['MachineToken'];
const A_YEAR = 365;
const MOST_DAYS = 1095;

/** A machine's tokens: which there are, a new one, none of it any more. */
export function MachineTokens({ machine, close }: { machine: Schemas['Machine']; close: () => void }) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [days, setDays] = useState(A_YEAR);
  const [secret, setSecret] = useState('');
  const [sending, setSending] = useState(false);
  const path = { machine_id: machine.id };
  const tokens = useGet('/machines/{machine_id}/tokens', { params: { path } });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['/machines/{machine_id}/tokens'] });

  async function add(): Promise<void> {
    setSending(true);
    try {
      const made = await answer(
        api.POST('/machines/{machine_id}/tokens', { params: { path }, body: { days } }),
      );
      setSecret(made.token);
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      setSending(false);
      refresh();
    }
  }

  async function revoke(token: Token): Promise<void> {
    try {
      await command('post', '/machines/{machine_id}/tokens/{token_id}/revoke', {
        params: { path: { ...path, token_id: token.id } },
      });
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      refresh();
    }
  }

  return (
    <Drawer open onClose={close} size={760} title={t('machines.tokensOf', { name: machine.name })}>
      {!machine.retired && (
        <div className="admin-filters">
          <label htmlFor="token-days">{t('machines.days')}</label>
          <InputNumber
            id="token-days"
            min={1}
            max={MOST_DAYS}
            precision={0}
            value={days}
            onChange={(n) => setDays(n ?? A_YEAR)}
          />
          <Button type="primary" loading={sending} onClick={() => void add()}>
            {t('machines.newToken')}
          </Button>
        </div>
      )}
      <Rows<Token>
        label={t('machines.tokens')}
        list={{
          items: tokens.data?.items ?? [],
          error: tokens.error,
          isPending: tokens.isPending,
          retry: () => void tokens.refetch(),
        }}
        none={t('machines.noTokens')}
        width={620}
        columns={[
          { title: t('machines.hintOf'), render: (_, k) => <code>…{k.hint}</code> },
          { title: t('machines.created'), render: (_, k) => moment(k.created_at) },
          { title: t('machines.expires'), render: (_, k) => moment(k.expires_at) },
          {
            title: t('machines.used'),
            render: (_, k) => (k.used_at ? moment(k.used_at) : t('machines.never')),
          },
          {
            title: t('actions'),
            render: (_, k) => {
              if (k.revoked_at) return t('machines.revoked', { time: moment(k.revoked_at) });
              if (Date.parse(k.expires_at) < now()) return t('machines.expired');
              return (
                <Popconfirm
                  title={t('machines.revokeAsk')}
                  okText={t('machines.revoke')}
                  cancelText={t('cancel')}
                  onConfirm={() => revoke(k)}
                >
                  <Button size="small">{t('machines.revoke')}</Button>
                </Popconfirm>
              );
            },
          },
        ]}
      />
      {secret && (
        <Secret
          title={t('machines.tokenTitle')}
          hint={t('machines.tokenHint')}
          secret={secret}
          close={() => setSecret('')}
        />
      )}
    </Drawer>
  );
}
