import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import adminEn from '@/app/admin/texts.en.json';
import adminZh from '@/app/admin/texts.zh.json';
import operatorEn from '@/app/operator/texts.en.json';
import operatorZh from '@/app/operator/texts.zh.json';
import providerEn from '@/app/provider/texts.en.json';
import providerZh from '@/app/provider/texts.zh.json';
import { Console } from '@/app/staff/Console';
import staffEn from '@/app/staff/texts.en.json';
import staffZh from '@/app/staff/texts.zh.json';
import { Theme } from '@/app/staff/theme';
import supervisorEn from '@/app/supervisor/texts.en.json';
import supervisorZh from '@/app/supervisor/texts.zh.json';
import { startTexts } from '@/shared/i18n';
import { letLibrariesStyle } from '@/shared/nonce';
import { makeQueries } from '@/shared/queries';
import sharedEn from '@/shared/texts.en.json';
import sharedZh from '@/shared/texts.zh.json';
import '@/app/staff/staff.css';

letLibrariesStyle();
startTexts({
  shared: { zh: sharedZh, en: sharedEn },
  staff: { zh: staffZh, en: staffEn },
  operator: { zh: operatorZh, en: operatorEn },
  supervisor: { zh: supervisorZh, en: supervisorEn },
  provider: { zh: providerZh, en: providerEn },
  admin: { zh: adminZh, en: adminEn },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueries()}>
        <Theme>
          <Console />
        </Theme>
      </QueryClientProvider>
    </StrictMode>,
  );
}
