import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { command } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { EditDrawer } from '../common/EditDrawer';
import { Head, Rows } from '../common/ListPage';
import { Retire } from '../common/Retire';
import { useList } from '../common/use-list';
import { optionsOf, SEARCH, useNameOf, useProviders } from '../common/use-registries';
import '../admin.css';
import { MachineTokens } from './MachineTokens';

type Machine = Schemas['Machine'];

/** Other systems that use the interface, and what they log in with. */
export function MachinesPage() {
  const t = useTexts('admin');
  usePageTitle(t('machines.title'));
  const queries = useQueryClient();
  const list = useList('/machines', {});
  const providers = useProviders();
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Machine | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['/machines'] });
  return (
    <>
      <Head title={t('machines.title')} hint={t('machines.hint')}>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('machines.add')}
        </Button>
      </Head>
      <Rows<Machine>
        label={t('machines.title')}
        list={list}
        none={t('machines.none')}
        columns={[
          {
            title: t('machines.name'),
            render: (_, m) => (
              <>
                {m.name} {m.retired && <Tag>{t('retired')}</Tag>}
              </>
            ),
          },
          {
            title: t('accounts.provider'),
            render: (_, m) => providers.find((p) => p.id === m.provider_id)?.name ?? t('machines.district'),
          },
          { title: t('machines.note'), dataIndex: 'note' },
          {
            title: t('actions'),
            width: 200,
            render: (_, m) => (
              <span className="step-buttons">
                <Button size="small" onClick={() => setOpened(m)}>
                  {t('machines.tokens')}
                </Button>
                {!m.retired && (
                  <Retire
                    name={m.name}
                    retired={false}
                    retire={() =>
                      answer(
                        api.POST('/machines/{machine_id}/retire', {
                          params: { path: { machine_id: m.id }, header: { 'If-Match': `"${m.version}"` } },
                        }),
                      )
                    }
                    restore={() => Promise.resolve()}
                    done={refresh}
                  />
                )}
              </span>
            ),
          },
        ]}
      />
      {adding && (
        <NewMachine
          close={() => {
            setAdding(false);
            refresh();
          }}
        />
      )}
      {opened && <MachineTokens machine={opened} close={() => setOpened(null)} />}
    </>
  );
}

function NewMachine({ close }: { close: () => void }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const providers = useProviders();
  return (
    <EditDrawer
      title={t('machines.add')}
      initial={{}}
      labels={{}}
      save={(body: Schemas['NewMachine'], _, key) => command('post', '/machines', { body }, key)}
      saved={t('saved')}
      close={close}
    >
      <Form.Item
        name="name"
        label={t('machines.name')}
        rules={[{ required: true, message: t('needed', { field: t('machines.name') }) }]}
      >
        <Input autoFocus maxLength={60} />
      </Form.Item>
      <Form.Item name="provider_id" label={t('accounts.provider')} extra={t('machines.providerHint')}>
        <Select allowClear showSearch={SEARCH} options={optionsOf(providers, nameOf)} />
      </Form.Item>
      <Form.Item name="note" label={t('machines.note')}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </EditDrawer>
  );
}
