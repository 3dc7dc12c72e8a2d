package cn.siduan.dispatch.offer;

import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.OrderEvent.TaskOffered;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.platform.db.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings offers to providers that have no screen, each by its channel. */
public final class BringOffers implements OrderEventHandler {

  private final Map<String, OfferChannel> channels;

  /**
   * @param channels by the provider's offer_channel; SCREEN needs none
   */
  public BringOffers(Map<String, OfferChannel> channels) {
    this.channels = Map.copyOf(channels);
  }

  @Override
  public void on(Tx tx, OrderChange change) {
    List<TaskOffered> offers =
        change.events().stream()
            .filter(TaskOffered.class::isInstance)
            .map(TaskOffered.class::cast)
            .toList();
    if (offers.isEmpty() || channels.isEmpty()) {
      return;
    }
    Map<Long, String> channelOf = channelOf(tx, offers);
    for (TaskOffered offer : offers) {
      OfferChannel channel = channels.get(channelOf.getOrDefault(offer.providerId(), ""));
      if (channel != null) {
        String link = OfferLinks.make(tx, change.after().id(), offer.offerNo(), offer.expiresAt());
        channel.bring(tx, change.after(), offer, link, change.by().recordedAt());
      }
    }
  }

  private static Map<Long, String> channelOf(Tx tx, List<TaskOffered> offers) {
    Map<Long, String> channels = new HashMap<>();
    tx.handle()
        .createQuery("select id, offer_channel from provider where id = any(:ids)")
        .bindArray("ids", Long.class, offers.stream().map(TaskOffered::providerId).toArray())
        .map((rs, _) -> Map.entry(rs.getLong(1), rs.getString(2)))
        .forEach(e -> channels.put(e.getKey(), e.getValue()));
    return channels;
  }
}
