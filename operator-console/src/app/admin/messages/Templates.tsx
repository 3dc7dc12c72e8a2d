import { Alert, Spin, Tag } from 'antd';
import type { Schemas } from '@/api';
import { useGet } from '@/api/hooks';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { Rows } from '../common/ListPage';

type Template = Schemas['MessageTemplateList']['items'][number];

/** The texts as they hold; they are changed in a file, with carriers' rules checked at start. */
export function Templates() {
  const t = useTexts('admin');
  const templates = useGet('/message-templates', {});
  if (templates.error) return <Failed error={templates.error} retry={() => void templates.refetch()} />;
  if (!templates.data) return <Spin className="page-spin" />;
  const { items, quiet_hours: quiet, recorded_only: recordedOnly } = templates.data;
  return (
    <>
      <p className="hint">{t('messages.textsHint', { from: quiet.from, to: quiet.to })}</p>
      {recordedOnly && <Alert type="info" showIcon className="conflict" title={t('messages.recordedOnly')} />}
      <Rows<Template>
        label={t('messages.texts')}
        list={{ items, error: null, isPending: false, retry: () => {} }}
        none={t('messages.none')}
        width={900}
        rowKey={(m) => m.code}
        columns={[
          {
            title: t('messages.what'),
            width: 200,
            render: (_, m) => (
              <>
                {t(`messages.template.${m.code}` as Key<'admin'>)}
                <br />
                <small>{m.code}</small>
              </>
            ),
          },
          {
            title: t('messages.audience'),
            width: 180,
            render: (_, m) => (
              <>
                {t(`messages.audience.${m.audience}` as Key<'admin'>)}
                <br />
                <small>{m.channels.map((c) => t(`messages.channel.${c}` as Key<'admin'>)).join(' · ')}</small>
                {m.safety && <Tag>{t('messages.safety')}</Tag>}
              </>
            ),
          },
          {
            title: t('messages.text'),
            render: (_, m) => (
              <>
                <p className="template-text" lang="zh-CN">
                  {m.texts['zh-CN']}
                </p>
                <p className="template-text" lang="en">
                  {m.texts.en}
                </p>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
