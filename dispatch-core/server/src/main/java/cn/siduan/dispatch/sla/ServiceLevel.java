package cn.siduan.dispatch.sla;

import cn.siduan.dispatch.order.ClockKind;
import java.util.Map;
import java.util.Objects;

/**
 * 时限标准.
 *
 * @param promises one for every clock
 * @param escalateAfter a breach nobody ends within this goes to the next tier
 */
public record ServiceLevel(
    String code, String name, String nameEn, Map<ClockKind, Promise> promises, Term escalateAfter) {

  Promise promise(ClockKind clock) {
    return Objects.requireNonNull(promises.get(clock), clock.name());
  }
}
