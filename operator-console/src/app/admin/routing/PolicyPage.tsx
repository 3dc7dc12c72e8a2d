import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Spin } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api, ProblemError } from '@/api';
import { get, useGet } from '@/api/hooks';
import { useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Conflict, type Won } from '../common/Conflict';
import { changesOf } from '../common/changes';
import { showFaults } from '../common/faults';
import { Head } from '../common/ListPage';
import { lastChange } from '../common/last-change';
import { useMayChange, useNameOf } from '../common/use-registries';
import '../admin.css';
import { PolicyFields } from './PolicyFields';
import { changeOf, type Policy, type Typed, typedOf } from './policy';
import { WhatIf } from './WhatIf';

/** A policy, tried out on past orders before it is saved. */
export function PolicyPage() {
  const t = useTexts('admin');
  usePageTitle(t('routing.title'));
  const code = useParams().code ?? '';
  const policy = useGet('/routing/policies/{code}', { params: { path: { code } } }, { staleTime: Infinity });
  if (policy.error) return <Failed error={policy.error} retry={() => void policy.refetch()} />;
  if (!policy.data) {
    return (
      <>
        <Head title={t('routing.title')} />
        <Spin className="page-spin" />
      </>
    );
  }
  return <Editor key={code} policy={policy.data} />;
}

function Editor({ policy }: { policy: Policy }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const may = useMayChange();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [seen, setSeen] = useState(policy);
  const [won, setWon] = useState<Won | null>(null);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const labels: Record<string, string> = {
    name: t('name'),
    name_en: t('nameEn'),
    weights: t('routing.weights'),
    reach_km: t('routing.reach'),
    kinds: t('routing.kinds'),
    relaxed: t('routing.relaxed'),
    ladder: t('routing.ladder'),
  };

  async function lost(): Promise<void> {
    const now = await get('/routing/policies/{code}', { params: { path: { code: policy.code } } });
    const values = typedOf(now);
    setWon({
      who: await lastChange({ type: 'routing_policy', id: policy.code }),
      values,
      changes: changesOf(typedOf(seen), values, Object.keys(labels)),
    });
    setSeen(now);
  }

  async function save(typed: Typed): Promise<void> {
    setSending(true);
    setFailure('');
    try {
      const params = { path: { code: policy.code }, header: { 'If-Match': `"${seen.version}"` } };
      const now = await answer(api.PUT('/routing/policies/{code}', { params, body: changeOf(typed) }));
      setSeen(now);
      setWon(null);
      message.success(t('routing.saved', { n: now.version }));
      void queries.invalidateQueries({ queryKey: ['/routing/policies'] });
      void queries.invalidateQueries({ queryKey: ['/routing/policies/{code}'] });
    } catch (e) {
      if (e instanceof ProblemError && e.status === 412) await lost();
      else setFailure(showFaults(form, e as Error));
    } finally {
      setSending(false);
    }
  }

  return (
    <>
      <p className="back">
        <Link to="/admin/routing">{t('routing.back')}</Link>
      </p>
      <Head
        title={t('routing.of', { name: nameOf(seen), n: seen.version })}
        hint={t(may ? 'routing.editHint' : 'routing.readHint')}
      />
      {won && (
        <Conflict
          won={won}
          labels={labels}
          take={() => {
            form.setFieldsValue(won.values as Typed);
            setWon(null);
          }}
        />
      )}
      <div className="form-parts">
        <Form<Typed>
          form={form}
          layout="vertical"
          initialValues={typedOf(policy)}
          onFinish={(typed) => void save(typed)}
        >
          <PolicyFields />
          <p role="alert" className="form-failure">
            {failure}
          </p>
          {may && (
            <Button type="primary" htmlType="submit" loading={sending}>
              {won ? t('edit.saveOver') : t('save')}
            </Button>
          )}
        </Form>
        <WhatIf proposed={async () => changeOf(await form.validateFields())} code={policy.code} />
      </div>
    </>
  );
}
