import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Spin, Tag, Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { command } from '@/api/hooks';
import { phone } from '@/shared/format';
import { type Key, useTexts } from '@/shared/i18n';
import { Failed } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head } from '../common/ListPage';
import { Retire } from '../common/Retire';
import { readAll } from '../common/use-list';
import { useMayChange, useNameOf } from '../common/use-registries';
import '../admin.css';
import { CentreForm } from './CentreForm';
import { branchesOf, pathTo, withWords } from './tree';

type Centre = Schemas['Centre'];

/** The district, its sub-districts, communities and grids. */
export function CentresPage() {
  const t = useTexts('admin');
  usePageTitle(t('centres.title'));
  const may = useMayChange();
  const nameOf = useNameOf();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState<number[] | null>(null);
  const [edited, setEdited] = useState<{ centre: Centre | null; parent?: Centre } | null>(null);
  const read = useQuery({
    queryKey: ['/centres', 'everything'],
    queryFn: () => readAll('/centres', { retired: true }),
  });
  const centres = useMemo(() => read.data ?? [], [read.data]);
  const found = useMemo(() => withWords(centres, typed), [centres, typed]);
  const shown = useMemo(() => branchesOf(found.shown, nameOf), [found, nameOf]);
  const chosen = centres.find((c) => c.id === Number(address.get('centre'))) ?? centres[0];
  const refresh = () => void queries.invalidateQueries({ queryKey: ['/centres'] });
  if (read.error) return <Failed error={read.error} retry={() => void read.refetch()} />;
  const unfolded = typed ? found.open : (opened ?? (chosen ? pathTo(centres, chosen.id) : []));
  return (
    <>
      <Head title={t('centres.title')} hint={t('centres.hint')} />
      {read.isPending ? (
        <Spin className="page-spin" />
      ) : (
        <div className="two-parts wide-side">
          <section className="panel side" aria-label={t('centres.tree')}>
            <Input
              allowClear
              aria-label={t('centres.search')}
              placeholder={t('centres.search')}
              maxLength={60}
              value={typed}
              onChange={(e) => setTyped(e.target.value)}
            />
            <Tree
              aria-label={t('centres.tree')}
              treeData={shown}
              height={560}
              blockNode
              selectedKeys={chosen ? [chosen.id] : []}
              expandedKeys={unfolded}
              onExpand={(keys) => setOpened(keys as number[])}
              onSelect={(keys) => keys[0] && setAddress({ centre: String(keys[0]) }, { replace: true })}
            />
          </section>
          {chosen && (
            <Card
              centre={chosen}
              parent={centres.find((c) => c.id === chosen.parent_id)}
              may={may}
              edit={() => setEdited({ centre: chosen })}
              add={() => setEdited({ centre: null, parent: chosen })}
              done={refresh}
            />
          )}
        </div>
      )}
      {edited && (
        <CentreForm
          centre={edited.centre}
          parent={edited.parent}
          centres={centres}
          close={() => {
            setEdited(null);
            refresh();
          }}
        />
      )}
    </>
  );
}

type CardProps = {
  centre: Centre;
  parent?: Centre;
  may: boolean;
  edit: () => void;
  add: () => void;
  done: () => void;
};

function Card({ centre, parent, may, edit, add, done }: CardProps) {
  const t = useTexts('admin');
  const nameOf = useNameOf();
  const params = { path: { id: centre.id }, header: { 'If-Match': `"${centre.version}"` } };
  const facts: [string, string | undefined][] = [
    [t('centres.tier'), t(`centres.tier.${centre.tier}` as Key<'admin'>)],
    [t('code'), centre.code],
    [t('centres.parent'), parent && nameOf(parent)],
    [t('nameEn'), centre.name_en],
    [t('centres.aliases'), centre.aliases?.join('、')],
    [t('address'), centre.address],
    [t('accounts.phone'), phone(centre.phone)],
    [
      t('centres.position'),
      centre.latitude !== undefined ? `${centre.latitude}, ${centre.longitude}` : undefined,
    ],
    [t('centres.outline'), centre.polygon && t('centres.corners', { n: centre.polygon.length })],
    [t('centres.panorama'), centre.panorama_url],
  ];
  return (
    <section className="panel" aria-labelledby="centre-name">
      <div className="admin-head">
        <h2 id="centre-name">
          {centre.name} {centre.retired_at && <Tag>{t('retired')}</Tag>}
        </h2>
        {may && (
          <span className="step-buttons">
            {!centre.retired_at && centre.tier !== 'GRID' && (
              <Button size="small" onClick={add}>
                {t('centres.addBelow')}
              </Button>
            )}
            {!centre.retired_at && (
              <Button size="small" onClick={edit}>
                {t('edit')}
              </Button>
            )}
            <Retire
              name={centre.name}
              retired={Boolean(centre.retired_at)}
              retire={() => command('post', '/centres/{id}/retire', { params, body: {} })}
              restore={() => command('post', '/centres/{id}/restore', { params, body: {} })}
              done={done}
            />
          </span>
        )}
      </div>
      <dl className="fact-list">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
