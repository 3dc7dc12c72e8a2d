import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Popconfirm, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { moment, orderNumber } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { Rows } from '../common/ListPage';
import { useList } from '../common/use-list';
import { useMayChange } from '../common/use-registries';

type Message = Schemas['Message'];
type State = Message['state'];
const STATES: State[] = ['WAITING', 'SENT', 'DEAD', 'SUPPRESSED'];
const CHANNELS: Message['channel'][] = ['SMS', 'WEBHOOK', 'IN_APP'];
const COLOURS: Partial<Record<State, string>> = { DEAD: '#a3123c', WAITING: '#7a4b00' };

/** Messages with what became of them; those given up are sent again. */
export function SentMessages() {
  const t = useTexts('admin');
  const may = useMayChange();
  const [state, setState] = useState<State | ''>('');
  const [channel, setChannel] = useState<Message['channel'] | undefined>();
  const [order, setOrder] = useState('');
  const [wrong, setWrong] = useState('');
  const [opened, setOpened] = useState<Message | null>(null);
  const list = useList('/messages', { state: state || undefined, channel, order: order || undefined });

  function find(typed: string): void {
    const digits = typed.replace(/[\s-]/g, '');
    const fine = digits === '' || /^[0-9]{3,19}$/.test(digits);
    setWrong(fine ? '' : t('messages.orderWrong'));
    if (fine) setOrder(digits);
  }

  return (
    <>
      <div className="admin-filters">
        <Segmented<State | ''>
          aria-label={t('accounts.state')}
          value={state}
          onChange={setState}
          options={[
            { value: '', label: t('messages.all') },
            ...STATES.map((s) => ({ value: s, label: t(`messages.state.${s}` as Key<'admin'>) })),
          ]}
        />
        <Select
          allowClear
          aria-label={t('messages.channel')}
          placeholder={t('messages.anyChannel')}
          value={channel}
          onChange={setChannel}
          options={CHANNELS.map((c) => ({ value: c, label: t(`messages.channel.${c}` as Key<'admin'>) }))}
        />
        <Input.Search
          allowClear
          aria-label={t('messages.order')}
          aria-invalid={wrong !== ''}
          status={wrong ? 'error' : ''}
          placeholder={t('messages.order')}
          maxLength={24}
          onSearch={find}
        />
        {wrong && <small className="form-failure">{wrong}</small>}
        {may && <ResendAll />}
      </div>
      <Rows<Message>
        label={t('messages.title')}
        list={list}
        none={state === 'DEAD' ? t('messages.noneDead') : t('messages.none')}
        width={980}
        columns={[
          { title: t('messages.created'), width: 130, render: (_, m) => moment(m.created_at) },
          {
            title: t('messages.what'),
            render: (_, m) => (
              <>
                {t(`messages.template.${m.template}` as Key<'admin'>)} <small>{m.template}</small>
              </>
            ),
          },
          { title: t('messages.order'), width: 110, render: (_, m) => m.order && orderNumber(m.order) },
          {
            title: t('messages.to'),
            width: 200,
            render: (_, m) => (
              <>
                {t(`messages.channel.${m.channel}` as Key<'admin'>)} {m.recipient}
              </>
            ),
          },
          { title: t('accounts.state'), width: 230, render: (_, m) => <Became message={m} /> },
          {
            title: t('actions'),
            width: 150,
            render: (_, m) => may && <Actions message={m} open={() => setOpened(m)} />,
          },
        ]}
      />
      {opened && <Body message={opened} close={() => setOpened(null)} />}
    </>
  );
}

function Became({ message }: { message: Message }) {
  const t = useTexts('admin');
  const colour = COLOURS[message.state];
  return (
    <>
      <Tag {...(colour && { variant: 'solid' as const, color: colour })}>
        {t(`messages.state.${message.state}` as Key<'admin'>)}
      </Tag>
      {message.sent_at && moment(message.sent_at)}
      {message.last_error && (
        <small className="form-failure">
          {' '}
          {t('messages.error', { n: message.attempts, error: message.last_error })}
        </small>
      )}
    </>
  );
}

function Actions({ message, open }: { message: Message; open: () => void }) {
  const t = useTexts('admin');
  const app = App.useApp();
  const queries = useQueryClient();
  const resend = useCommand('post', '/messages/{message_id}/resend', {
    onSuccess: () => app.message.success(t('messages.resent', { n: 1 })),
    onError: (e) => app.message.error(messageOf(e), 8),
  });
  return (
    <span className="step-buttons">
      <Button size="small" onClick={open}>
        {t('messages.read')}
      </Button>
      {message.state === 'DEAD' && (
        <Button
          size="small"
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(
              { params: { path: { message_id: message.id } } },
              { onSettled: () => void queries.invalidateQueries({ queryKey: ['/messages'] }) },
            )
          }
        >
          {t('messages.resend')}
        </Button>
      )}
    </span>
  );
}

function ResendAll() {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const resend = useCommand('post', '/messages/resend-dead', {
    onSuccess: (done) => {
      message.success(t('messages.resent', { n: done.count }));
      void queries.invalidateQueries({ queryKey: ['/messages'] });
    },
    onError: (e) => message.error(messageOf(e), 8),
  });
  return (
    <Popconfirm
      title={t('messages.resendAllAsk')}
      okText={t('messages.resendAll')}
      cancelText={t('cancel')}
      onConfirm={() => resend.mutate({})}
    >
      <Button loading={resend.isPending}>{t('messages.resendAll')}</Button>
    </Popconfirm>
  );
}

/** Reading it is on record. */
function Body({ message, close }: { message: Message; close: () => void }) {
  const t = useTexts('admin');
  const whole = useGet('/messages/{message_id}', { params: { path: { message_id: message.id } } });
  return (
    <Modal
      open
      title={t(`messages.template.${message.template}` as Key<'admin'>)}
      footer={
        <Button type="primary" onClick={close}>
          {t('close')}
        </Button>
      }
      onCancel={close}
    >
      {whole.error ? (
        <Failed error={whole.error} retry={() => void whole.refetch()} />
      ) : (
        <p className="message-body" lang={message.language}>
          {whole.data?.body ?? '…'}
        </p>
      )}
      <p className="hint">{t('messages.onRecord')}</p>
    </Modal>
  );
}
