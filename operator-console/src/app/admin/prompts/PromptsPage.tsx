import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm, Segmented, Tag } from 'antd';
import { useState } from 'react';
import type { Schemas } from '@/api';
import { sessionFetch } from '@/api/fetch';
import { useGet } from '@/api/hooks';
import { refusal } from '@/api/problem';
import { moment, number } from '@/shared/format';
import { useTexts } from '@/shared/i18n';
import { messageOf } from '@/shared/ui/Failed';
import { usePageTitle } from '@/shared/ui/page-title';
import { Head, Rows } from '../common/ListPage';
import { useMayChange } from '../common/use-registries';
import '../admin.css';

type Prompt = Schemas['PromptList']['items'][number];
type Recording = Schemas['PromptRecording'];
type Language = Recording['language'];
type Line = { prompt: Prompt; language: Language; recording?: Recording };
const LANGUAGES: Language[] = ['zh-CN', 'en'];
const NAMES: Record<Language, string> = { 'zh-CN': '中文', en: 'English' };
const MOST_BYTES = 12 * 1024 * 1024;

const addressOf = ({ prompt, language }: Line) =>
  `${location.origin}/api/v1/prompts/${prompt.prompt}/${language}/recording`;

/** What callers hear: the machine's voice, or somebody's own. */
export function PromptsPage() {
  const t = useTexts('admin');
  usePageTitle(t('prompts.title'));
  const [typed, setTyped] = useState('');
  const [spoken, setSpoken] = useState<Language>('zh-CN');
  const prompts = useGet('/prompts', {});
  const wanted = typed.trim().toLowerCase();
  const lines: Line[] = (prompts.data?.items ?? []).flatMap((prompt) =>
    LANGUAGES.filter((l) => l === spoken)
      .map((language) => ({
        prompt,
        language,
        recording: prompt.recordings.find((r) => r.language === language),
      }))
      .filter((l) => `${prompt.prompt} ${prompt.text[l.language]}`.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <Head title={t('prompts.title')} hint={t('prompts.hint')} />
      <search className="admin-filters">
        <Segmented<Language>
          aria-label={t('prompts.language')}
          value={spoken}
          onChange={setSpoken}
          options={LANGUAGES.map((l) => ({ value: l, label: NAMES[l] }))}
        />
        <Input
          allowClear
          className="search-input"
          aria-label={t('prompts.search')}
          placeholder={t('prompts.search')}
          maxLength={60}
          onChange={(e) => setTyped(e.target.value)}
        />
      </search>
      <Rows<Line>
        label={t('prompts.title')}
        list={{
          items: lines,
          error: prompts.error,
          isPending: prompts.isPending,
          retry: () => void prompts.refetch(),
        }}
        none={t('prompts.none')}
        width={960}
        rowKey={(l) => `${l.prompt.prompt}/${l.language}`}
        columns={[
          {
            title: t('prompts.text'),
            render: (_, l) => (
              <>
                <span lang={l.language}>{l.prompt.text[l.language]}</span>
                <br />
                <small className="object-id">{l.prompt.prompt}</small>
              </>
            ),
          },
          { title: t('prompts.voice'), width: 260, render: (_, l) => <Voice line={l} /> },
          { title: t('actions'), width: 260, render: (_, l) => <Actions line={l} /> },
        ]}
      />
    </>
  );
}

function Voice({ line: { prompt, recording } }: { line: Line }) {
  const t = useTexts('admin');
  if (recording) {
    return (
      <>
        <Tag variant="solid" color="#1a6b30">
          {t('prompts.recorded')}
        </Tag>{' '}
        {t('prompts.by', {
          name: recording.recorded_by,
          time: moment(recording.recorded_at),
          seconds: number(recording.millis / 1000, 1),
        })}
      </>
    );
  }
  if (prompt.places.length > 0) return <>{t('prompts.filledIn')}</>;
  return <>{t('prompts.machine')}</>;
}

function Actions({ line }: { line: Line }) {
  const t = useTexts('admin');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const may = useMayChange();
  const [sound, setSound] = useState('');
  const [sending, setSending] = useState(false);

  async function run(what: () => Promise<void>): Promise<void> {
    setSending(true);
    try {
      await what();
    } catch (e) {
      message.error(messageOf(e as Error), 8);
    } finally {
      setSending(false);
    }
  }

  async function ask(init: RequestInit): Promise<Response> {
    const response = await sessionFetch(new Request(addressOf(line), init));
    if (!response.ok) throw await refusal(response);
    return response;
  }

  async function listen(): Promise<void> {
    const response = await ask({});
    setSound(URL.createObjectURL(await response.blob()));
  }

  async function replace(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MOST_BYTES) throw new Error(t('prompts.tooLarge'));
    await ask({ method: 'PUT', body: await file.arrayBuffer(), headers: { 'Content-Type': 'audio/wav' } });
    done(t('prompts.replaced'));
  }

  async function drop(): Promise<void> {
    await ask({ method: 'DELETE' });
    done(t('prompts.dropped'));
  }

  function done(said: string): void {
    setSound('');
    message.success(said);
    void queries.invalidateQueries({ queryKey: ['/prompts'] });
  }

  const name = `${line.prompt.prompt} ${line.language}`;
  const fixed = line.prompt.places.length === 0;
  return (
    <span className="step-buttons">
      {line.recording && !sound && (
        <Button
          size="small"
          loading={sending}
          aria-label={t('prompts.listenTo', { name })}
          onClick={() => void run(listen)}
        >
          {t('prompts.listen')}
        </Button>
      )}
      {sound && (
        // biome-ignore lint/a11y/useMediaCaption: what is said stands beside it
        <audio src={sound} controls autoPlay aria-label={name} onEnded={() => URL.revokeObjectURL(sound)} />
      )}
      {may && fixed && (
        <label className="small-file">
          {t(line.recording ? 'prompts.again' : 'prompts.record')}
          <input
            type="file"
            accept=".wav,audio/wav"
            aria-label={t('prompts.replace', { name })}
            disabled={sending}
            onChange={(e) => {
              const file = e.target.files?.[0];
              void run(() => replace(file));
              e.target.value = '';
            }}
          />
        </label>
      )}
      {may && line.recording && (
        <Popconfirm
          title={t('prompts.dropAsk')}
          okText={t('prompts.drop')}
          cancelText={t('cancel')}
          onConfirm={() => run(drop)}
        >
          <Button size="small">{t('prompts.drop')}</Button>
        </Popconfirm>
      )}
    </span>
  );
}
