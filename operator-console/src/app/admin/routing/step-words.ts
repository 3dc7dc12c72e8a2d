import type { Schemas } from '@/api';
import { type Key, useTexts } from '@/shared/i18n';
import { termOf } from '../limits/terms';

type Step = Schemas['RoutingStep'];

/** A step of the ladder in a few words: whom, how many, how long. */
export function useStepWords(): (step: Step) => string {
  const t = useTexts('admin');
  return (step) => {
    const term = step.wait ? termOf(step.wait) : undefined;
    const wait = term ? t(`limits.term.${term.unit}` as Key<'admin'>, { n: term.n }) : '';
    const tier = step.tier ? t(`centres.tier.${step.tier}` as Key<'admin'>) : '';
    const name = t(`routing.step.${step.step}` as Key<'admin'>);
    const many =
      step.step === 'BROADCAST' && step.size
        ? t('routing.atOnce', { n: step.size })
        : (step.times ?? 1) > 1
          ? t('routing.times', { n: step.times ?? 1 })
          : '';
    return [name, tier, many, wait].filter(Boolean).join(' ');
  };
}
