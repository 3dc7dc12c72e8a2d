import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n';
import { nonce } from '@/shared/nonce';

const TOKENS = {
  colorPrimary: '#0950c8',
  colorLink: '#0950c8',
  colorLinkHover: '#063a94',
  colorLinkActive: '#042a6b',
  colorSuccess: '#1a7f37',
  colorWarning: '#9a5b00',
  colorError: '#c1121f',
  colorTextSecondary: '#4a5160',
  colorTextTertiary: '#5b6270',
  colorTextDescription: '#4a5160',
  colorTextPlaceholder: '#69707d',
  borderRadius: 6,
  fontFamily:
    "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif",
};

/** antd as all staff screens use it. Tests turn motion off: `<html data-still>` or the reader's own wish does. */
export function Theme({ children }: { children: ReactNode }) {
  const still =
    document.documentElement.dataset.still !== undefined ||
    matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={useLanguage() === 'en' ? en : zh}
      button={{ autoInsertSpace: false }}
      theme={{ token: { ...TOKENS, motion: !still }, hashed: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
