import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { sessionState } from '@/api/session';
import { useNow } from '@/shared/clock';
import { numberOf, orderNumber, span } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { PriorityTag } from '@/shared/ui/StateTag';

const MINUTE_MS = 60_000;
type Queue = Schemas['QueuePage']['items'][number];
type Item = Schemas['WorkItem'];

/** What waits for a person: take something, see to it, say that it is done. */
export function QueuesPage() {
  const t = useTexts('operator');
  usePageTitle(t('queues.title'));
  const [address, setAddress] = useSearchParams();
  const queues = useGet('/work', {});
  const all = (queues.data?.items ?? []).filter((q) => q.for_people);
  const chosen = all.find((q) => q.queue === address.get('queue')) ?? all[0];
  if (queues.error) return <Failed error={queues.error} retry={() => void queues.refetch()} />;
  return (
    <>
      <h1 className="page-title">{t('queues.title')}</h1>
      {queues.isPending && <p role="status">{t('loading')}</p>}
      {queues.isSuccess && all.length === 0 && <p className="card quiet">{t('queues.none')}</p>}
      <div className="queues">
        <nav aria-label={t('queues.title')} className="card">
          <ul>
            {all.map((q) => (
              <li key={q.queue}>
                <button
                  type="button"
                  aria-current={q === chosen}
                  onClick={() => setAddress({ queue: q.queue }, { replace: true })}
                >
                  <span>{nameOf(q, t('queues.general'))}</span>
                  <b>{q.waiting + q.taken}</b>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {chosen && <Items queue={chosen} />}
      </div>
    </>
  );
}

function nameOf(queue: Queue, general: string): string {
  const skill = queue.skill && queue.skill !== 'general' ? queue.skill : general;
  return `${queue.centre_name ?? queue.queue} · ${skill}`;
}

function Items({ queue }: { queue: Queue }) {
  const t = useTexts('operator');
  const queries = useQueryClient();
  const go = useNavigate();
  const time = useNow(MINUTE_MS / 2);
  const [failure, setFailure] = useState<Error | null>(null);
  const [finishing, setFinishing] = useState<Item | null>(null);
  const session = sessionState();
  const me = 'session' in session ? session.session.id : 0;
  const items = useGet('/work/{queue}/items', {
    params: { path: { queue: queue.queue }, query: { state: ['WAITING', 'TAKEN'], limit: 200 } },
  });
  const refresh = () => {
    setFailure(null);
    void queries.invalidateQueries({ queryKey: ['/work/{queue}/items'] });
    void queries.invalidateQueries({ queryKey: ['/work'] });
  };
  const take = useCommand('post', '/work/{queue}/take', {
    onError: setFailure,
    onSuccess: (item) => {
      refresh();
      const number = item && aboutOf(item.subject)?.number;
      if (number) go(`/operator/orders/${number}`);
    },
  });
  const release = useCommand('post', '/work/{queue}/items/{item_id}/release', {
    onSuccess: refresh,
    onError: setFailure,
  });
  if (items.error) return <Failed error={items.error} retry={() => void items.refetch()} />;
  return (
    <section className="card" aria-label={nameOf(queue, t('queues.general'))}>
      <header>
        <h2>{nameOf(queue, t('queues.general'))}</h2>
        <Button
          type="primary"
          loading={take.isPending}
          disabled={queue.waiting === 0}
          onClick={() => take.mutate({ params: { path: { queue: queue.queue } }, body: {} })}
        >
          {t('queues.next')}
        </Button>
      </header>
      <div role="alert" className="field-error">
        {failure && messageOf(failure)}
      </div>
      <ListTable<Item>
        label={nameOf(queue, t('queues.general'))}
        rowKey="id"
        loading={items.isPending}
        dataSource={items.data?.items ?? []}
        scroll={{ x: 720 }}
        locale={{ emptyText: t('queues.empty') }}
        columns={[
          { title: t('queues.about'), render: (_, item) => <About subject={item.subject} /> },
          {
            title: t('form.priority'),
            width: 90,
            render: (_, item) => <PriorityTag priority={item.priority} />,
          },
          {
            title: t('queues.waits'),
            width: 120,
            render: (_, item) => span(time - Date.parse(item.created_at)),
          },
          {
            title: t('queues.taken'),
            width: 120,
            render: (_, item) => item.taken_by && <Tag>{item.taken_by.name}</Tag>,
          },
          {
            title: t('queues.do'),
            width: 190,
            render: (_, item) => {
              const params = { path: { queue: queue.queue, item_id: item.id } };
              if (item.state === 'WAITING') {
                return (
                  <Button
                    size="small"
                    onClick={() =>
                      take.mutate({ params: { path: { queue: queue.queue } }, body: { item_id: item.id } })
                    }
                  >
                    {t('queues.take')}
                  </Button>
                );
              }
              if (item.taken_by?.id !== me) return null;
              return (
                <span className="buttons">
                  <Button size="small" type="primary" onClick={() => setFinishing(item)}>
                    {t('queues.finish')}
                  </Button>
                  <Button size="small" onClick={() => release.mutate({ params, body: {} })}>
                    {t('queues.release')}
                  </Button>
                </span>
              );
            },
          },
        ]}
      />
      <Finish queue={queue.queue} item={finishing} close={() => setFinishing(null)} done={refresh} />
    </section>
  );
}

type FinishProps = { queue: string; item: Item | null; close: () => void; done: () => void };

function Finish({ queue, item, close, done }: FinishProps) {
  const t = useTexts('operator');
  const [failure, setFailure] = useState<Error | null>(null);
  const [form] = Form.useForm<{ reason?: string }>();
  const finish = useCommand('post', '/work/{queue}/items/{item_id}/done', {
    onError: setFailure,
    onSuccess: () => {
      close();
      done();
    },
  });
  return (
    <Modal
      open={item !== null}
      title={t('queues.finish')}
      okText={t('queues.finish')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={finish.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={({ reason }) =>
          item &&
          finish.mutate({ params: { path: { queue, item_id: item.id } }, body: reason ? { reason } : {} })
        }
      >
        <Form.Item name="reason" label={t('queues.reason')}>
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
        <div role="alert" className="field-error">
          {failure && messageOf(failure)}
        </div>
      </Form>
    </Modal>
  );
}

/** order/10059995/clock/1/FIRST_CONTACT or, with the order's id, order/1005999/task/1: which order, and what of it. */
function aboutOf(subject: string): { number: string; part?: string; detail?: string } | null {
  const [kind, number, part, , detail] = subject.split('/');
  if (kind !== 'order' || !number) return null;
  return { number: part === 'task' ? numberOf(number) : number, part, detail };
}

function About({ subject }: { subject: string }) {
  const t = useTexts('operator');
  const about = aboutOf(subject);
  if (!about) return <>{subject}</>;
  return (
    <>
      <Link to={`/operator/orders/${about.number}`}>{orderNumber(about.number)}</Link>{' '}
      {about.part === 'clock' &&
        t('queues.about.clock', { clock: t(`clock.${about.detail}` as Key<'operator'>) })}
      {about.part === 'task' && t('queues.about.task')}
      {about.part !== 'clock' && about.part !== 'task' && t('queues.about.order')}
    </>
  );
}
