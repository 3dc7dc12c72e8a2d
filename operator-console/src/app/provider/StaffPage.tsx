import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Empty, Form, Input, Modal, Popconfirm, Select, Switch } from 'antd';
import { useState } from 'react';
import { answer, answerWithTag, api, ProblemError, type Schemas } from '@/api';
import { newKey } from '@/api/fetch';
import { useGet } from '@/api/hooks';
import { phone } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { usePageTitle } from '@/shared/ui/page-title';
import { useProviderId } from './own';
import './provider.css';

type Worker = Schemas['Worker'];
type Typed = { code: string; name: string; phone?: string; skills?: string[] };
const MOST = 200;

/** The provider's own field staff. */
export function StaffPage() {
  const t = useTexts('provider');
  usePageTitle(t('staff.title'));
  const [retired, setRetired] = useState(false);
  const [edited, setEdited] = useState<Worker | 'new' | null>(null);
  const workers = useGet('/workers', { params: { query: { retired, limit: MOST } } });
  if (workers.error) return <Failed error={workers.error} retry={() => void workers.refetch()} />;
  return (
    <>
      <div className="section-head">
        <h1 className="page-title">{t('staff.title')}</h1>
        <span className="sound">
          <span id="retired-label">{t('staff.retiredToo')}</span>
          <Switch size="small" aria-labelledby="retired-label" checked={retired} onChange={setRetired} />
          <Button type="primary" onClick={() => setEdited('new')}>
            {t('staff.add')}
          </Button>
        </span>
      </div>
      <ListTable
        label={t('staff.title')}
        rowKey="id"
        loading={workers.isPending}
        dataSource={workers.data?.items ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 640 }}
        locale={{ emptyText: <Empty description={t('staff.none')} image={Empty.PRESENTED_IMAGE_SIMPLE} /> }}
        columns={[
          { title: t('staff.code'), dataIndex: 'code' },
          {
            title: t('staff.name'),
            render: (_, w) => (w.retired_at ? t('staff.retiredName', { name: w.name }) : w.name),
          },
          { title: t('staff.phone'), render: (_, w) => phone(w.phone) },
          { title: t('staff.skills'), render: (_, w) => w.skills.join('、') },
          { title: t('staff.actions'), render: (_, w) => <Actions worker={w} edit={() => setEdited(w)} /> },
        ]}
      />
      {edited && <WorkerForm worker={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
    </>
  );
}

const tag = (version: number) => `"${version}"`;

function Actions({ worker, edit }: { worker: Worker; edit: () => void }) {
  const t = useTexts('provider');
  const { message } = App.useApp();
  const queries = useQueryClient();
  async function change(path: '/workers/{id}/retire' | '/workers/{id}/restore') {
    try {
      await answer(
        api.POST(path, {
          params: { path: { id: worker.id }, header: { 'If-Match': tag(worker.version) } },
          body: {},
        }),
      );
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    }
    void queries.invalidateQueries({ queryKey: ['/workers'] });
  }
  if (worker.retired_at) {
    return (
      <Button size="small" onClick={() => void change('/workers/{id}/restore')}>
        {t('staff.restore')}
      </Button>
    );
  }
  return (
    <span className="step-buttons">
      <Button size="small" onClick={edit} aria-label={t('staff.editName', { name: worker.name })}>
        {t('staff.edit')}
      </Button>
      <Popconfirm
        title={t('staff.retireAsk', { name: worker.name })}
        okText={t('staff.retire')}
        cancelText={t('cancel')}
        onConfirm={() => change('/workers/{id}/retire')}
      >
        <Button size="small">{t('staff.retire')}</Button>
      </Popconfirm>
    </span>
  );
}

function WorkerForm({ worker, close }: { worker: Worker | null; close: () => void }) {
  const t = useTexts('provider');
  const provider = useProviderId();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState('');
  const [key] = useState(newKey);
  async function save(typed: Typed) {
    setSending(true);
    setFailure('');
    const body = { ...typed, phone: typed.phone ?? '', skills: typed.skills ?? [] };
    try {
      if (worker) {
        const params = { path: { id: worker.id }, header: { 'If-Match': tag(worker.version) } };
        await answerWithTag(api.PUT('/workers/{id}', { params, body }));
      } else {
        const params = { header: { 'Idempotency-Key': key } };
        await answer(api.POST('/workers', { params, body: { ...body, provider_id: provider } }));
      }
      void queries.invalidateQueries({ queryKey: ['/workers'] });
      close();
    } catch (e) {
      const fields = e instanceof ProblemError ? Object.entries(e.fieldMessages()) : [];
      form.setFields(
        fields.map(([name, error]) => ({ name: name.split('.')[0] as keyof Typed, errors: [error] })),
      );
      if (fields.length === 0) setFailure(messageOf(e as Error));
    } finally {
      setSending(false);
    }
  }
  return (
    <Modal open title={worker ? t('staff.editTitle') : t('staff.add')} onCancel={close} footer={null}>
      <Form form={form} layout="vertical" onFinish={save} initialValues={worker ?? {}}>
        <Form.Item
          name="code"
          label={t('staff.code')}
          rules={[{ required: true, message: t('staff.codeNeeded') }]}
        >
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('staff.name')}
          rules={[{ required: true, message: t('staff.nameNeeded') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="phone" label={t('staff.phone')}>
          <Input inputMode="tel" maxLength={20} />
        </Form.Item>
        <Form.Item name="skills" label={t('staff.skills')} extra={t('staff.skillsHint')}>
          <Select mode="tags" open={false} suffixIcon={null} />
        </Form.Item>
        <p role="alert" className="form-failure">
          {failure}
        </p>
        <div className="form-buttons">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={sending}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
