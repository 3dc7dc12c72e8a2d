import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Select, Spin } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api, ProblemError, type Schemas } from '@/api';
import { get, useGet } from '@/api/hooks';
import { type FormSchema, SchemaFields } from '@/features/answers/SchemaFields';
import { moment } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { Failed, messageOf } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Conflict, type Won } from '../common/Conflict';
import { Head } from '../common/ListPage';
import { lastChange } from '../common/last-change';
import { useMayChange, useNameOf } from '../common/use-registries';
import '../admin.css';
import { FieldList } from './FieldList';
import { type Fault, type Field, faultsOf, fieldsOfSchema, schemaOfFields } from './form-draft';

type Item = Schemas['Item'];
type Version = Schemas['Form'];

/** What is asked when an item is ordered: edited as a list of fields, seen as the operator will see it. */
export function FormPage() {
  const t = useTexts('admin');
  usePageTitle(t('form.title'));
  const id = Number(useParams().id);
  const item = useGet('/items/{id}', { params: { path: { id } } });
  const forms = useGet('/items/{id}/forms', { params: { path: { id }, query: { limit: 200 } } });
  const failure = item.error ?? forms.error;
  if (failure) {
    return <Failed error={failure} retry={() => void Promise.all([item.refetch(), forms.refetch()])} />;
  }
  if (!item.data || !forms.data) {
    return (
      <>
        <Head title={t('form.title')} />
        <Spin className="page-spin" />
      </>
    );
  }
  return <Editor key={id} item={item.data} versions={forms.data.items} />;
}

function Editor({ item, versions }: { item: Item; versions: Version[] }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const may = useMayChange();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [shown, setShown] = useState(item.form_version);
  const [version, setVersion] = useState(item.version);
  const [fields, setFields] = useState<Field[]>(() => fieldsIn(versions, item.form_version));
  const [faults, setFaults] = useState<Fault[]>([]);
  const [won, setWon] = useState<Won | null>(null);
  const [failure, setFailure] = useState('');
  const [sending, setSending] = useState(false);
  const saved = fieldsIn(versions, shown);
  const touched = JSON.stringify(schemaOfFields(saved)) !== JSON.stringify(schemaOfFields(fields));

  function change(next: Field[]): void {
    setFields(next);
    if (faults.length > 0) setFaults(faultsOf(next));
  }

  function show(no: number): void {
    setShown(no);
    setFields(fieldsIn(versions, no));
    setFaults([]);
  }

  async function save(): Promise<void> {
    const wrong = faultsOf(fields);
    setFaults(wrong);
    setFailure(wrong.length > 0 ? t('form.faults', { n: wrong.length }) : '');
    if (wrong.length > 0) return;
    setSending(true);
    try {
      const params = { path: { id: item.id }, header: { 'If-Match': `"${version}"` } };
      const body = { schema: schemaOfFields(fields) };
      const now = await answer(api.PUT('/items/{id}/form', { params, body: body as never }));
      message.success(t('form.saved', { n: now.form_version }));
      setVersion(now.version);
      setWon(null);
      await queries.invalidateQueries({ queryKey: ['/items/{id}/forms'] });
      setShown(now.form_version);
      void queries.invalidateQueries({ queryKey: ['/items/{id}'] });
    } catch (e) {
      if (e instanceof ProblemError && e.status === 412) await lost();
      else setFailure(messageOf(e as Error));
    } finally {
      setSending(false);
    }
  }

  async function lost(): Promise<void> {
    const now = await get('/items/{id}', { params: { path: { id: item.id } } });
    await queries.invalidateQueries({ queryKey: ['/items/{id}/forms'] });
    setVersion(now.version);
    setWon({
      who: await lastChange({ type: 'item', id: item.id }),
      values: { form_version: now.form_version },
      changes:
        now.form_version === item.form_version
          ? []
          : [{ field: 'form', before: item.form_version, now: now.form_version }],
    });
  }

  return (
    <>
      <p className="back">
        <Link to={`/admin/catalogue?category=${item.category_id}`}>{t('form.back')}</Link>
      </p>
      <Head title={t('form.of', { name: nameOf(item) })} hint={t('form.hint')}>
        <Select
          aria-label={t('form.versions')}
          value={shown}
          onChange={show}
          options={versions.map((v) => ({
            value: v.version,
            label: t('form.version', { n: v.version, time: moment(v.created_at) }),
          }))}
        />
        {may && (
          <Button type="primary" loading={sending} disabled={!touched && !won} onClick={() => void save()}>
            {won ? t('edit.saveOver') : t('form.save')}
          </Button>
        )}
      </Head>
      {won && (
        <Conflict
          won={won}
          labels={{ form: t('form.versions') }}
          take={() => {
            show((won.values as { form_version: number }).form_version);
            setWon(null);
          }}
        />
      )}
      <p role="alert" className="form-failure">
        {failure}
      </p>
      <div className="form-parts">
        <section aria-labelledby="form-fields">
          <h2 id="form-fields">{t('form.fields')}</h2>
          <FieldList fields={fields} faults={faults} change={change} frozen={!may} />
        </section>
        <section aria-labelledby="form-preview" className="panel preview">
          <h2 id="form-preview">{t('form.preview')}</h2>
          <p className="hint">{t('form.previewHint')}</p>
          <Preview fields={fields} />
        </section>
      </div>
    </>
  );
}

function fieldsIn(versions: Version[], no: number): Field[] {
  const form = versions.find((v) => v.version === no);
  return fieldsOfSchema((form?.schema ?? {}) as FormSchema);
}

/** The renderer of the operator's desk; nothing typed here goes anywhere. */
function Preview({ fields }: { fields: Field[] }) {
  const t = useTexts('admin');
  if (fields.length === 0) return <p className="hint">{t('form.empty')}</p>;
  const schema = schemaOfFields(fields.filter((f) => f.name !== ''));
  return (
    <Form layout="vertical" key={fields.map((f) => `${f.name}:${f.kind}`).join()}>
      <SchemaFields schema={schema} />
      <Button htmlType="submit">{t('form.tryOut')}</Button>
    </Form>
  );
}
