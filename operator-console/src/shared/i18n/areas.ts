// Types only: which texts belong to which area. The files themselves are loaded with their area.
import type admin from '@/app/admin/texts.zh.json';
import type homevisit from '@/app/homevisit/texts.zh.json';
import type operator from '@/app/operator/texts.zh.json';
import type provider from '@/app/provider/texts.zh.json';
import type resident from '@/app/resident/texts.zh.json';
import type staff from '@/app/staff/texts.zh.json';
import type supervisor from '@/app/supervisor/texts.zh.json';
import type shared from '@/shared/texts.zh.json';

export interface AreaTexts {
  shared: typeof shared;
  staff: typeof staff;
  operator: typeof operator;
  supervisor: typeof supervisor;
  provider: typeof provider;
  admin: typeof admin;
  resident: typeof resident;
  homevisit: typeof homevisit;
}
