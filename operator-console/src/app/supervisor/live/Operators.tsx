import { App, Button, Dropdown, Tag } from 'antd';
import type { Schemas } from '@/api';
import { useCommand, useGet } from '@/api/hooks';
import { useNow } from '@/shared/clock';
import { clock } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { EVERY } from './LivePage';
import { OperatorActions } from './OperatorActions';

type Presence = Schemas['Presence'];
type How = Schemas['ListenToCall']['how'];
const HOW: How[] = ['LISTEN', 'WHISPER', 'BARGE'];
const COLOURS: Record<Presence['state'], string> = {
  AVAILABLE: '#1a6b30',
  RESERVED: '#a3123c',
  TALKING: '#0950c8',
  WRAP_UP: '#7a4b00',
  PAUSED: '#4a5160',
  OFFLINE: '#4a5160',
};
const RANK: Presence['state'][] = ['RESERVED', 'TALKING', 'WRAP_UP', 'PAUSED', 'AVAILABLE', 'OFFLINE'];

/** Who is there to answer, and what they are doing. */
export function Operators() {
  const t = useTexts('supervisor');
  const o = useTexts('operator');
  const operators = useGet('/operators', {}, EVERY);
  if (operators.error) return <Failed error={operators.error} retry={() => void operators.refetch()} />;
  const present = (operators.data?.items ?? [])
    .filter((p) => p.state !== 'OFFLINE')
    .sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
  return (
    <section className="part" aria-labelledby="operators-title">
      <h2 id="operators-title">{t('operators.title')}</h2>
      <ListTable<Presence>
        label={t('operators.title')}
        rowKey={(p) => p.operator_id ?? 0}
        loading={operators.isPending}
        dataSource={present}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 460 }}
        locale={{ emptyText: t('operators.none') }}
        columns={[
          { title: t('operators.name'), render: (_, p) => p.name },
          {
            title: t('operators.state'),
            render: (_, p) => (
              <>
                <Tag variant="solid" color={COLOURS[p.state]}>
                  {o(`presence.${p.state}` as Key<'operator'>)}
                </Tag>
                {p.reason}
              </>
            ),
          },
          { title: t('operators.since'), width: 90, render: (_, p) => p.since && <Since at={p.since} /> },
          { title: t('operators.extension'), width: 80, dataIndex: 'extension' },
          {
            title: t('operators.do'),
            className: 'acts',
            width: 110,
            render: (_, p) =>
              p.state === 'TALKING' && p.call_id ? (
                <Listen operator={p} callId={p.call_id} />
              ) : (
                <OperatorActions operator={p} />
              ),
          },
        ]}
      />
    </section>
  );
}

function Since({ at }: { at: string }) {
  return <span className="figure">{clock(Math.max(0, useNow() - Date.parse(at)))}</span>;
}

/** The supervisor's own telephone rings, and is let into the conversation. */
function Listen({ operator, callId }: { operator: Presence; callId: string }) {
  const t = useTexts('supervisor');
  const { message } = App.useApp();
  const listen = useCommand('post', '/calls/{call_id}/listen', {
    onSuccess: () => message.success(t('listen.rings')),
    onError: (e) => message.error(messageOf(e), 8),
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: HOW.map((how) => ({ key: how, label: t(`listen.${how}` as Key<'supervisor'>) })),
        onClick: ({ key }) =>
          listen.mutate({ params: { path: { call_id: callId } }, body: { how: key as How } }),
      }}
    >
      <Button
        size="small"
        loading={listen.isPending}
        aria-label={t('listen.to', { name: operator.name ?? '' })}
      >
        {t('listen.LISTEN')}
      </Button>
    </Dropdown>
  );
}
