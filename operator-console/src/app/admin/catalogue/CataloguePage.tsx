import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Switch, Tag } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '@/api';
import { command, useGet } from '@/api/hooks';
import { type Key, useLanguage, useTexts } from '@/shared/i18n';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { Retire } from '../common/Retire';
import { readAll, useList } from '../common/use-list';
import { useMayChange, useNameOf } from '../common/use-registries';
import '../admin.css';
import { CategoryForm } from './CategoryForm';
import { ItemForm } from './ItemForm';

type Category = Schemas['Category'];
type Item = Schemas['Item'];

/** What residents can ask for. */
export function CataloguePage() {
  const t = useTexts('admin');
  usePageTitle(t('catalogue.title'));
  const may = useMayChange();
  const nameOf = useNameOf();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const [category, setCategory] = useState<Category | 'new' | null>(null);
  const [item, setItem] = useState<Item | 'new' | null>(null);
  const retired = address.get('retired') === 'true';
  const chosen = Number(address.get('category')) || undefined;
  const q = address.get('q') || undefined;
  const categories = useQuery({
    queryKey: ['/categories', 'all', retired],
    queryFn: () => readAll('/categories', { retired }),
  });
  const list = useList('/items', { retired, category_id: q ? undefined : chosen, q });
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['/categories'] });
    void queries.invalidateQueries({ queryKey: ['/items'] });
  };
  const go = (name: string, value?: string) => {
    const next = new URLSearchParams(address);
    if (value) next.set(name, value);
    else next.delete(name);
    setAddress(next, { replace: true });
  };
  const sorted = [...(categories.data ?? [])].sort((a, b) => a.position - b.position);
  return (
    <>
      <Head title={t('catalogue.title')} hint={t('catalogue.hint')}>
        <span className="switch">
          <span id="retired-too">{t('retiredToo')}</span>
          <Switch
            size="small"
            aria-labelledby="retired-too"
            checked={retired}
            onChange={(on) => go('retired', on ? 'true' : undefined)}
          />
        </span>
        {may && <Button onClick={() => setCategory('new')}>{t('catalogue.addCategory')}</Button>}
        {may && (
          <Button type="primary" onClick={() => setItem('new')}>
            {t('catalogue.addItem')}
          </Button>
        )}
      </Head>
      <div className="two-parts">
        <nav aria-label={t('catalogue.categories')} className="panel side">
          <h2>{t('catalogue.categories')}</h2>
          <ul>
            <li>
              <button type="button" aria-current={!chosen} onClick={() => go('category')}>
                {t('catalogue.all')}
              </button>
            </li>
            {sorted.map((c) => (
              <li key={c.id}>
                <button
                  type="button"
                  aria-current={c.id === chosen}
                  onClick={() => go('category', String(c.id))}
                >
                  {c.code} {nameOf(c)} {c.retired_at && <Tag>{t('retired')}</Tag>}
                </button>
                {may && c.id === chosen && (
                  <CategoryActions category={c} edit={() => setCategory(c)} done={refresh} />
                )}
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <search className="admin-filters">
            <Input.Search
              allowClear
              aria-label={t('catalogue.search')}
              placeholder={t('catalogue.search')}
              defaultValue={q}
              maxLength={60}
              onSearch={(typed) => go('q', typed.trim())}
            />
          </search>
          <Items list={list} edit={setItem} done={refresh} />
        </div>
      </div>
      {category && (
        <CategoryForm
          category={category === 'new' ? null : category}
          close={() => {
            setCategory(null);
            refresh();
          }}
        />
      )}
      {item && (
        <ItemForm
          item={item === 'new' ? null : item}
          category={chosen}
          close={() => {
            setItem(null);
            refresh();
          }}
        />
      )}
    </>
  );
}

const tag = (version: number) => ({ 'If-Match': `"${version}"` });

type ActionProps = { category: Category; edit: () => void; done: () => void };

function CategoryActions({ category, edit, done }: ActionProps) {
  const t = useTexts('admin');
  const params = { path: { id: category.id }, header: tag(category.version) };
  return (
    <span className="step-buttons">
      {!category.retired_at && (
        <Button size="small" onClick={edit} aria-label={t('editName', { name: category.name })}>
          {t('edit')}
        </Button>
      )}
      <Retire
        name={category.name}
        retired={Boolean(category.retired_at)}
        retire={() => command('post', '/categories/{id}/retire', { params, body: {} })}
        restore={() => command('post', '/categories/{id}/restore', { params, body: {} })}
        done={done}
      />
    </span>
  );
}

type ItemsProps = {
  list: ReturnType<typeof useList<'/items'>>;
  edit: (item: Item) => void;
  done: () => void;
};

function Items({ list, edit, done }: ItemsProps) {
  const t = useTexts('admin');
  const may = useMayChange();
  const nameOf = useNameOf();
  const english = useLanguage() === 'en';
  const levels = useGet('/service-levels', {}).data?.items ?? [];
  const levelOf = (code = '') => {
    const level = levels.find((l) => l.code === code);
    return level ? nameOf(level) : code;
  };
  return (
    <Rows<Item>
      label={t('catalogue.items')}
      list={list}
      none={t('catalogue.none')}
      width={900}
      columns={[
        { title: t('code'), dataIndex: 'code', width: 80 },
        {
          title: t('catalogue.item'),
          render: (_, i) => (
            <>
              {nameOf(i)} {i.retired_at && <Tag>{t('retired')}</Tag>}
            </>
          ),
        },
        {
          title: t('catalogue.kind'),
          width: 110,
          render: (_, i) => t(`catalogue.kind.${i.kind}` as Key<'admin'>),
        },
        { title: t('catalogue.price'), render: (_, i) => (english && i.price_en) || i.price },
        { title: t('catalogue.level'), width: 120, render: (_, i) => levelOf(i.service_level) },
        {
          title: t('catalogue.form'),
          width: 110,
          render: (_, i) => (
            <Link to={`/admin/catalogue/${i.id}/form`}>{t('catalogue.version', { n: i.form_version })}</Link>
          ),
        },
        {
          title: t('actions'),
          width: 150,
          render: (_, i) => may && <ItemActions item={i} edit={() => edit(i)} done={done} />,
        },
      ]}
    />
  );
}

function ItemActions({ item, edit, done }: { item: Item; edit: () => void; done: () => void }) {
  const t = useTexts('admin');
  const params = { path: { id: item.id }, header: tag(item.version) };
  return (
    <span className="step-buttons">
      {!item.retired_at && (
        <Button size="small" onClick={edit} aria-label={t('editName', { name: item.name })}>
          {t('edit')}
        </Button>
      )}
      <Retire
        name={item.name}
        retired={Boolean(item.retired_at)}
        retire={() => command('post', '/items/{id}/retire', { params, body: {} })}
        restore={() => command('post', '/items/{id}/restore', { params, body: {} })}
        done={done}
      />
    </span>
  );
}
