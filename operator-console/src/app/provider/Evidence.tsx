import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import { answer, api } from '@/api';
import { API } from '@/api/fetch';
import { useGet } from '@/api/hooks';
import { moment } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';

const MOST_BYTES = 10 * 1024 * 1024;

/** Photos and signatures of the task. */
export function Evidence({ number, taskNo }: { number: string; taskNo: number }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [sending, setSending] = useState(false);
  const path = { number };
  const list = useGet('/orders/{number}/attachments', { params: { path } });
  async function send(file: File) {
    if (file.size > MOST_BYTES) {
      message.error(t('evidence.large'));
      return;
    }
    setSending(true);
    try {
      await answer(
        api.POST('/orders/{number}/attachments', {
          params: { path, query: { kind: 'PHOTO', name: file.name.slice(0, 120), task_no: taskNo } } as never,
          body: file as never,
          bodySerializer: (body: unknown) => body as BodyInit,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      );
      message.success(t('task.saved'));
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      setSending(false);
      void queries.invalidateQueries({ queryKey: ['/orders/{number}/attachments'] });
    }
  }
  const items = list.data?.items ?? [];
  return (
    <section className="panel" aria-labelledby="evidence-title">
      <div className="section-head">
        <h2 id="evidence-title">{t('evidence.title')}</h2>
        <Upload
          accept="image/*"
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <Button loading={sending}>{t('evidence.add')}</Button>
        </Upload>
      </div>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {items.length === 0 && !list.error && <p className="nothing">{t('evidence.none')}</p>}
      <ul className="evidence">
        {items.map((a) => {
          const href = `${API}/orders/${number}/attachments/${a.id}`;
          return (
            <li key={a.id}>
              <a href={href} target="_blank" rel="noreferrer">
                {a.media_type.startsWith('image/') && <img src={href} alt="" loading="lazy" />}
                <span>
                  {t(`evidence.kind.${a.kind}` as Key<'provider'>)} · {a.name}
                  <small>{moment(a.added_at)}</small>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
