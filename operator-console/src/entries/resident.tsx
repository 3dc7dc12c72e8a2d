import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Start } from '@/app/resident/Start';
import en from '@/app/resident/texts.en.json';
import zh from '@/app/resident/texts.zh.json';
import { startTexts } from '@/shared/i18n';
import { workOffline } from '@/shared/offline';
import sharedEn from '@/shared/texts.en.json';
import sharedZh from '@/shared/texts.zh.json';
import '@/shared/plain.css';

startTexts({ shared: { zh: sharedZh, en: sharedEn }, resident: { zh, en } });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Start />
    </StrictMode>,
  );
}
workOffline('/resident-worker.js', '/');
