import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { useNow } from '@/shared/clock';
import { number, span } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { EVERY } from './LivePage';
import { TakenWork } from './TakenWork';

type Queue = Schemas['QueuePage']['items'][number];
const MOST = 200;

/** Work that waits for people, and what machines have given up. */
export function Queues() {
  const t = useTexts('supervisor');
  const o = useTexts('operator');
  const [looked, setLooked] = useState<Queue | null>(null);
  const work = useGet('/work', { params: { query: { limit: MOST } } }, EVERY);
  if (work.error) return <Failed error={work.error} retry={() => void work.refetch()} />;
  const queues = (work.data?.items ?? [])
    .filter((q) => q.for_people || q.dead > 0)
    .sort((a, b) => b.taken - a.taken || b.waiting - a.waiting);
  const general = o('queues.general');
  return (
    <section className="part" aria-labelledby="queues-title">
      <h2 id="queues-title">{t('queues.title')}</h2>
      <ListTable<Queue>
        label={t('queues.title')}
        rowKey="queue"
        loading={work.isPending}
        dataSource={queues}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 460 }}
        locale={{ emptyText: t('queues.none') }}
        columns={[
          {
            title: t('queues.queue'),
            render: (_, q) =>
              q.for_people ? (
                <Link to={`/operator/queues?queue=${encodeURIComponent(q.queue)}`}>{nameOf(q, general)}</Link>
              ) : (
                q.queue
              ),
          },
          { title: t('queues.waiting'), width: 70, align: 'right', render: (_, q) => number(q.waiting) },
          { title: t('queues.oldest'), width: 110, render: (_, q) => <Age since={q.oldest_since} /> },
          {
            title: t('queues.taken'),
            width: 90,
            align: 'right',
            render: (_, q) =>
              q.for_people && q.taken > 0 ? (
                <Button
                  size="small"
                  aria-label={t('queues.look', { queue: nameOf(q, general), n: q.taken })}
                  onClick={() => setLooked(q)}
                >
                  {number(q.taken)}
                </Button>
              ) : (
                number(q.taken)
              ),
          },
          {
            title: t('queues.dead'),
            width: 70,
            align: 'right',
            render: (_, q) => <span className={q.dead > 0 ? 'late' : ''}>{number(q.dead)}</span>,
          },
        ]}
      />
      {work.data?.next !== undefined && <p className="quiet">{t('queues.more', { n: MOST })}</p>}
      {looked && (
        <TakenWork queue={looked.queue} name={nameOf(looked, general)} close={() => setLooked(null)} />
      )}
    </section>
  );
}

function nameOf(queue: Queue, general: string): string {
  const skill = queue.skill && queue.skill !== 'general' ? queue.skill : general;
  return `${queue.centre_name ?? queue.queue} · ${skill}`;
}

function Age({ since }: { since: string | undefined }) {
  const time = useNow(10_000);
  return <span className="figure">{since ? span(Math.max(0, time - Date.parse(since))) : '—'}</span>;
}
