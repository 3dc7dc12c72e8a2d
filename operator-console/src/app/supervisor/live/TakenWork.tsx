import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { sessionState } from '@/api/session';
import { moment, orderNumber } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { orderOf } from './work-subject';

type Item = Schemas['WorkItem'];
type Props = { queue: string; name: string; close: () => void };

/** Who has what of a queue in hand; a supervisor can take it over. */
export function TakenWork({ queue, name, close }: Props) {
  const t = useTexts('supervisor');
  const [wanted, setWanted] = useState<Item | null>(null);
  const session = sessionState();
  const me = 'session' in session ? session.session.id : 0;
  const items = useGet('/work/{queue}/items', {
    params: { path: { queue }, query: { state: ['TAKEN'], limit: 200 } },
  });
  return (
    <Drawer open onClose={close} size={640} title={t('taken.title', { queue: name })}>
      {items.error ? (
        <Failed error={items.error} retry={() => void items.refetch()} />
      ) : (
        <ListTable<Item>
          label={t('taken.title', { queue: name })}
          rowKey="id"
          loading={items.isPending}
          dataSource={items.data?.items ?? []}
          scroll={{ x: 480 }}
          locale={{ emptyText: t('taken.none') }}
          columns={[
            { title: t('taken.about'), render: (_, item) => <About subject={item.subject} /> },
            { title: t('taken.by'), render: (_, item) => item.taken_by?.name },
            { title: t('taken.until'), render: (_, item) => item.lease_until && moment(item.lease_until) },
            {
              title: t('taken.do'),
              render: (_, item) =>
                item.taken_by?.id !== me && (
                  <Button size="small" onClick={() => setWanted(item)}>
                    {t('taken.over')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {wanted && <TakeOver queue={queue} item={wanted} me={me} close={() => setWanted(null)} />}
    </Drawer>
  );
}

function About({ subject }: { subject: string }) {
  const order = orderOf(subject);
  return order ? <Link to={`/operator/orders/${order}`}>{orderNumber(order)}</Link> : subject;
}

type TakeOverProps = { queue: string; item: Item; me: number; close: () => void };

function TakeOver({ queue, item, me, close }: TakeOverProps) {
  const t = useTexts('supervisor');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const transfer = useCommand('post', '/work/{queue}/items/{item_id}/transfer', {
    onError: setFailure,
    onSuccess: () => {
      message.success(t('taken.done'));
      void queries.invalidateQueries({ queryKey: ['/work/{queue}/items'] });
      void queries.invalidateQueries({ queryKey: ['/work'] });
      close();
    },
  });
  return (
    <Modal
      open
      title={t('taken.overTitle', { name: item.taken_by?.name ?? '' })}
      okText={t('taken.over')}
      cancelText={t('cancel')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={transfer.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          transfer.mutate({
            params: { path: { queue, item_id: item.id } },
            body: { account_id: me, reason },
          })
        }
      >
        <Form.Item
          name="reason"
          label={t('taken.reason')}
          rules={[{ required: true, whitespace: true, message: t('taken.reasonNeeded') }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
        <div role="alert" className="form-failure">
          {failure && messageOf(failure)}
        </div>
      </Form>
    </Modal>
  );
}
