import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { isoDate, time } from '@/shared/format';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { useList } from '../common/use-list';
import '../admin.css';
import { AccountPicker } from './AccountPicker';
import { actionWords, wordsOf } from './action-words';
import { VerifyChain } from './VerifyChain';

type Entry = Schemas['AuditEntry'];
type Typed = {
  who?: string;
  role?: string;
  action?: string;
  object_type?: string;
  object_id?: string;
  days?: [Dayjs, Dayjs];
};
const ROLES = [
  'RESIDENT',
  'OPERATOR',
  'SUPERVISOR',
  'PROVIDER_DISPATCHER',
  'WORKER',
  'VISITOR',
  'ADMINISTRATOR',
  'MACHINE',
  'SYSTEM',
] as const;
const FIELDS = ['who', 'role', 'action', 'object_type', 'object_id'] as const;
const TYPES = [
  'account',
  'machine',
  'order',
  'call',
  'message',
  'resident',
  'household',
  'provider',
  'worker',
  'item',
  'category',
  'centre',
  'slot',
  'routing_policy',
  'star_proposal',
  'check_in_plan',
  'registry',
  'prompt',
  'audit',
] as const;

function queryOf(address: URLSearchParams): object {
  const at = (name: string) => address.get(name) ?? undefined;
  const [role, id] = at('who')?.split('/') ?? [at('role')];
  return {
    actor_role: role,
    actor_id: id,
    action: at('action'),
    object_type: at('object_type'),
    object_id: at('object_id'),
    from: at('from'),
    to: at('to'),
  };
}

/** Who did what, and whether anybody has tampered with the trail. */
export function AuditPage() {
  const t = useTexts('admin');
  usePageTitle(t('audit.title'));
  const [address] = useSearchParams();
  const list = useList('/audit', queryOf(address));
  const said = useActionWords();
  const roleWord = useRoleWord();
  return (
    <>
      <Head title={t('audit.title')} hint={t('audit.hint')} />
      <VerifyChain />
      <Filters key={address.toString()} />
      <Rows<Entry>
        label={t('audit.title')}
        list={list}
        none={t('audit.none')}
        width={920}
        detail={(e) => <Detail entry={e} />}
        columns={[
          {
            title: t('audit.at'),
            width: 170,
            render: (_, e) => (
              <span className="figure">
                {isoDate(e.at)} {seconds(e.at)}
              </span>
            ),
          },
          {
            title: t('audit.who'),
            width: 200,
            render: (_, e) => (
              <>
                {e.actor_name || '—'} <small>{roleWord(e.actor_role)}</small>
              </>
            ),
          },
          { title: t('audit.action'), width: 200, render: (_, e) => said(e.action) },
          { title: t('audit.object'), width: 200, render: (_, e) => <About entry={e} /> },
          { title: t('audit.reason'), render: (_, e) => e.reason ?? '' },
        ]}
      />
    </>
  );
}

const seconds = (at: string) => `${time(at)}:${at.slice(17, 19)}`;

export function useActionWords(): (action: string) => string {
  const t = useTexts('admin');
  const join = useLanguage() === 'en' ? ' ' : '';
  return (action) => actionWords(action, wordsOf(t), join);
}

function useRoleWord(): (role: string) => string {
  const t = useTexts('admin');
  const s = useTexts('staff');
  return (role) => (role === 'SYSTEM' ? t('audit.system') : s(`role.${role}` as Key<'staff'>));
}

function About({ entry }: { entry: Entry }) {
  const t = useTexts('admin');
  const key = `audit.type.${entry.object_type}`;
  const said = t(`audit.type.${entry.object_type}` as Key<'admin'>);
  return (
    <>
      {said === key ? entry.object_type : said} <span className="object-id">{entry.object_id}</span>
    </>
  );
}

function Detail({ entry }: { entry: Entry }) {
  const t = useTexts('admin');
  return (
    <div className="audit-detail">
      <dl className="fact-list">
        <div>
          <dt>{t('audit.code')}</dt>
          <dd>
            <code>{entry.action}</code>
          </dd>
        </div>
        <div>
          <dt>{t('audit.chain')}</dt>
          <dd>{entry.chain_no ?? t('audit.soon')}</dd>
        </div>
        <div>
          <dt>{t('audit.request')}</dt>
          <dd>
            <code>{entry.request_id}</code>
          </dd>
        </div>
        <div>
          <dt>{t('audit.detail')}</dt>
          <dd>
            <pre>{JSON.stringify(entry.detail, null, 2)}</pre>
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Filters() {
  const t = useTexts('admin');
  const roleWord = useRoleWord();
  const [address, setAddress] = useSearchParams();
  const at = (name: string) => address.get(name) ?? undefined;
  const from = at('from');
  const to = at('to');

  function search(typed: Typed): void {
    const next = new URLSearchParams();
    for (const field of FIELDS) {
      const value = typed[field]?.trim();
      if (value) next.set(field, value);
    }
    if (typed.days) {
      next.set('from', typed.days[0].startOf('day').toISOString());
      next.set('to', typed.days[1].add(1, 'day').startOf('day').toISOString());
    }
    setAddress(next);
  }

  return (
    <Form<Typed>
      layout="vertical"
      className="audit-filters"
      onFinish={search}
      initialValues={{
        ...Object.fromEntries(FIELDS.map((f) => [f, at(f)])),
        days: from && to ? [dayjs(from), dayjs(to).subtract(1, 'day')] : undefined,
      }}
    >
      <Form.Item name="who" label={t('audit.who')}>
        <AccountPicker />
      </Form.Item>
      <Form.Item name="role" label={t('accounts.role')}>
        <Select allowClear options={ROLES.map((r) => ({ value: r, label: roleWord(r) }))} />
      </Form.Item>
      <Form.Item name="action" label={t('audit.code')}>
        <Input allowClear maxLength={60} placeholder={t('audit.codeHint')} />
      </Form.Item>
      <Form.Item name="object_type" label={t('audit.object')}>
        <Select
          allowClear
          options={TYPES.map((v) => ({ value: v, label: t(`audit.type.${v}` as Key<'admin'>) }))}
        />
      </Form.Item>
      <Form.Item name="object_id" label={t('audit.objectId')}>
        <Input allowClear maxLength={60} />
      </Form.Item>
      <Form.Item name="days" label={t('audit.days')}>
        <DatePicker.RangePicker allowClear />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('search')}
      </Button>
    </Form>
  );
}
