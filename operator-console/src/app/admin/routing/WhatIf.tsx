import { Button, DatePicker, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { answer, api, type Schemas } from '@/api';
import { number, orderNumber, percent } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { ListTable } from '@/shared/ui/ListTable';
import { optionsOf, SEARCH, useItems, useNameOf, useProviders } from '../common/use-registries';
import type { Change } from './policy';

type Comparison = Schemas['RoutingComparison'];
type Side = Schemas['RoutingSide'];
type Different = Comparison['different'][number];
const SIDES = ['actual', 'present', 'proposed'] as const;
const DAYS = 30;
const AT_FIRST = 200;

/** Past orders placed anew: who would have got them, how long it would have taken, how fair it is. */
export function WhatIf({ proposed, code }: { proposed: () => Promise<Change>; code: string }) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const items = useItems();
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => [dayjs().subtract(DAYS, 'day'), dayjs()]);
  const [item, setItem] = useState<number | undefined>();
  const [limit, setLimit] = useState(AT_FIRST);
  const [found, setFound] = useState<Comparison | null>(null);
  const [failure, setFailure] = useState('');
  const [working, setWorking] = useState(false);

  async function compare(): Promise<void> {
    let policy: Change;
    try {
      policy = await proposed();
    } catch {
      setFailure(t('whatIf.mendFirst'));
      return;
    }
    setWorking(true);
    setFailure('');
    try {
      const body = {
        from: days[0].startOf('day').toISOString(),
        to: days[1].add(1, 'day').startOf('day').toISOString(),
        item_id: item,
        limit,
        policy,
      };
      setFound(await answer(api.POST('/routing/what-if', { body })));
    } catch (e) {
      setFailure(messageOf(e as Error));
    } finally {
      setWorking(false);
    }
  }

  return (
    <section className="panel what-if" aria-labelledby="what-if">
      <h2 id="what-if">{t('whatIf.title')}</h2>
      <p className="hint">{t('whatIf.hint', { code })}</p>
      <div className="admin-filters">
        <DatePicker.RangePicker
          aria-label={t('whatIf.period')}
          allowClear={false}
          value={days}
          onChange={(chosen) => chosen?.[0] && chosen[1] && setDays([chosen[0], chosen[1]])}
        />
        <Select
          allowClear
          showSearch={SEARCH}
          aria-label={t('catalogue.item')}
          placeholder={t('providers.anyItem')}
          value={item}
          onChange={setItem}
          options={optionsOf(items, nameOf)}
        />
        <label htmlFor="what-if-limit">{t('whatIf.limit')}</label>
        <InputNumber
          id="what-if-limit"
          min={1}
          max={2000}
          precision={0}
          value={limit}
          onChange={(n) => setLimit(n ?? AT_FIRST)}
        />
        <Button loading={working} onClick={() => void compare()}>
          {t('whatIf.compare')}
        </Button>
      </div>
      <p role="alert" className="form-failure">
        {failure}
      </p>
      <div role="status">{working && t('whatIf.working')}</div>
      {found && <Result found={found} />}
    </section>
  );
}

function Result({ found }: { found: Comparison }) {
  const t = useTexts('admin');
  const km = (n?: number) => (n === undefined ? '—' : t('whatIf.km', { n: number(n, 1) }));
  const minutes = (n?: number) => (n === undefined ? '—' : t('whatIf.minutes', { n: number(n, 0) }));
  const lines: [string, (side: Side) => string][] = [
    [t('whatIf.orders'), (s) => number(s.orders)],
    [t('whatIf.placed'), (s) => number(s.placed)],
    [t('whatIf.accepted'), (s) => percent(s.accepted)],
    [t('whatIf.wait'), (s) => minutes(s.mean_minutes)],
    [t('whatIf.distance'), (s) => km(s.mean_km)],
    [t('whatIf.gini'), (s) => number(s.shares.gini, 2)],
    [t('whatIf.max'), (s) => number(s.shares.max_over_mean, 1)],
  ];
  return (
    <>
      <div className="what-if-table">
        <table>
          <caption className="unseen">{t('whatIf.title')}</caption>
          <thead>
            <tr>
              <td />
              {SIDES.map((side) => (
                <th key={side} scope="col">
                  {t(`whatIf.side.${side}` as Key<'admin'>)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(([name, of]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {SIDES.map((side) => (
                  <td key={side} className="figure">
                    {of(found[side])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">{t('whatIf.giniHint')}</p>
      <Differences found={found} />
    </>
  );
}

function Differences({ found }: { found: Comparison }) {
  const t = useTexts('admin');
  const providers = useProviders();
  const who = (id?: number) =>
    id === undefined ? t('whatIf.nobody') : (providers.find((p) => p.id === id)?.name ?? String(id));
  return (
    <>
      <h3>{t('whatIf.different', { n: found.different.length, same: found.same })}</h3>
      {found.different.length > 0 && (
        <ListTable<Different>
          label={t('whatIf.differentTable')}
          rowKey="number"
          dataSource={found.different}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 560 }}
          columns={[
            { title: t('messages.order'), width: 110, render: (_, d) => orderNumber(d.number) },
            ...SIDES.map((side) => ({
              title: t(`whatIf.side.${side}` as Key<'admin'>),
              render: (_: unknown, d: Different) => who(d[side]),
            })),
          ]}
        />
      )}
    </>
  );
}
