import { useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, Modal, Segmented, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { useCommand } from '@/api/hooks';
import { date, moment, number, percent } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { Rows } from '../common/ListPage';
import { useList } from '../common/use-list';

type Proposal = Schemas['StarProposalPage']['items'][number];
type State = Proposal['state'];
const STATES: State[] = ['PROPOSED', 'APPROVED', 'REFUSED'];
const MONTHS = 3;

/** Stars follow from results: proposed by rule, given only by somebody's decision. */
export function StarProposals() {
  const t = useTexts('admin');
  const [state, setState] = useState<State>('PROPOSED');
  const [asked, setAsked] = useState<{ proposal: Proposal; verdict: 'approve' | 'refuse' } | null>(null);
  const list = useList('/star-proposals', { state });
  return (
    <>
      <p className="hint">{t('stars.hint')}</p>
      <Propose />
      <div className="admin-filters">
        <Segmented<State>
          aria-label={t('stars.state')}
          value={state}
          onChange={setState}
          options={STATES.map((s) => ({ value: s, label: t(`stars.state.${s}` as Key<'admin'>) }))}
        />
      </div>
      <Rows<Proposal>
        label={t('stars.title')}
        list={list}
        none={state === 'PROPOSED' ? t('stars.none') : t('stars.noneDecided')}
        width={860}
        detail={(p) => <Trail proposal={p} />}
        columns={[
          { title: t('accounts.provider'), dataIndex: 'provider_name' },
          {
            title: t('stars.change'),
            width: 170,
            render: (_, p) => (
              <b className="figure">{t('stars.fromTo', { from: p.current_stars, to: p.proposed_stars })}</b>
            ),
          },
          {
            title: t('stars.period'),
            width: 260,
            render: (_, p) => `${date(p.period_from)} – ${date(Date.parse(p.period_to) - 1)}`,
          },
          {
            title: t('stars.decision'),
            render: (_, p) =>
              p.state === 'PROPOSED' ? (
                <span className="step-buttons">
                  <Button
                    size="small"
                    type="primary"
                    onClick={() => setAsked({ proposal: p, verdict: 'approve' })}
                  >
                    {t('stars.approve')}
                  </Button>
                  <Button size="small" onClick={() => setAsked({ proposal: p, verdict: 'refuse' })}>
                    {t('stars.refuse')}
                  </Button>
                </span>
              ) : (
                <Decided proposal={p} />
              ),
          },
        ]}
      />
      {asked && <Decide {...asked} close={() => setAsked(null)} />}
    </>
  );
}

function Decided({ proposal }: { proposal: Proposal }) {
  const t = useTexts('admin');
  return (
    <>
      <Tag>{t(`stars.state.${proposal.state}` as Key<'admin'>)}</Tag>
      {proposal.decided_at &&
        t('stars.by', { name: proposal.decided_by ?? '', time: moment(proposal.decided_at) })}{' '}
      {proposal.reason}
    </>
  );
}

/** What the proposal was derived from, step by step. */
function Trail({ proposal }: { proposal: Proposal }) {
  const t = useTexts('admin');
  const trail = proposal.trail as Record<string, number>;
  const of = (name: string) => trail[name] ?? 0;
  const lines = [
    t('stars.trail.followUps', { n: number(of('follow_ups')) }),
    t('stars.trail.responded', {
      n: number(of('responded')),
      share: share(of('responded'), of('follow_ups')),
    }),
    t('stars.trail.resolved', { n: number(of('resolved')), share: share(of('resolved'), of('follow_ups')) }),
    t('stars.trail.satisfied', { n: number(of('answers')), share: share(of('points'), of('answers')) }),
    t('stars.trail.score', { score: number(of('score'), 3), mean: number(of('mean_of_all'), 3) }),
    t('stars.trail.adjusted', { weight: number(of('prior_weight')), score: number(of('adjusted'), 3) }),
    t('stars.trail.stars', { n: proposal.proposed_stars }),
  ];
  return (
    <ol className="trail">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  );
}

const share = (part: number, whole: number) => percent(whole === 0 ? null : part / whole);

type DecideProps = { proposal: Proposal; verdict: 'approve' | 'refuse'; close: () => void };

function Decide({ proposal, verdict, close }: DecideProps) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const told = {
    onError: setFailure,
    onSuccess: () => {
      message.success(t('saved'));
      void queries.invalidateQueries({ queryKey: ['/star-proposals'] });
      void queries.invalidateQueries({ queryKey: ['/providers'] });
      close();
    },
  };
  const approve = useCommand('post', '/star-proposals/{proposal_id}/approve', told);
  const refuse = useCommand('post', '/star-proposals/{proposal_id}/refuse', told);
  const decide = verdict === 'approve' ? approve : refuse;
  const word = t(verdict === 'approve' ? 'stars.approve' : 'stars.refuse');
  return (
    <Modal
      open
      title={t('stars.decideTitle', { verdict: word, name: proposal.provider_name })}
      okText={word}
      cancelText={t('cancel')}
      confirmLoading={decide.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Trail proposal={proposal} />
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => decide.mutate({ params: { path: { proposal_id: proposal.id } }, body })}
      >
        <Form.Item
          name="reason"
          label={t('audit.reason')}
          rules={[{ required: true, whitespace: true, message: t('needed', { field: t('audit.reason') }) }]}
        >
          <Input.TextArea rows={2} maxLength={500} autoFocus />
        </Form.Item>
        <p role="alert" className="form-failure">
          {failure && messageOf(failure)}
        </p>
      </Form>
    </Modal>
  );
}

function Propose() {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => [dayjs().subtract(MONTHS, 'month'), dayjs()]);
  const propose = useCommand('post', '/star-proposals', {
    onError: (e) => message.error(messageOf(e), 8),
    onSuccess: (made) => {
      message.success(t('stars.proposed', { n: made.proposed, of: made.measured }), 6);
      void queries.invalidateQueries({ queryKey: ['/star-proposals'] });
    },
  });
  return (
    <div className="admin-filters">
      <DatePicker.RangePicker
        aria-label={t('stars.period')}
        allowClear={false}
        value={days}
        onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
      />
      <Button
        loading={propose.isPending}
        onClick={() =>
          propose.mutate({
            body: {
              from: days[0].startOf('day').toISOString(),
              to: days[1].add(1, 'day').startOf('day').toISOString(),
            },
          })
        }
      >
        {t('stars.propose')}
      </Button>
    </div>
  );
}
