package cn.siduan.dispatch.routing;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.OfferMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A rung of the ladder: whom to turn to, and how long to wait before the next. */
public sealed interface Step {

  /**
   * Providers are asked.
   *
   * @param patience how long they have to answer
   * @param times how often, each time somebody else
   * @param size how many at once
   * @param reach null: those who serve the place; otherwise also those who serve any place of the
   *     area at that tier
   */
  record Ask(OfferMode mode, Duration patience, int times, int size, @Nullable Tier reach)
      implements Step {}

  /**
   * People of a centre decide.
   *
   * @param patience null on the last rung
   */
  record Queue(Tier tier, @Nullable Duration patience) implements Step {}
}
