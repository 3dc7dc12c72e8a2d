package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a telephone gets messages. Told by whoever holds it: logged in, or by the link that
 * stands in the messages themselves. Messages of safety come in any case.
 */
final class SubscriptionApi {

  private record Wish(boolean subscribed) {}

  private final Platform platform;

  SubscriptionApi(Platform platform) {
    this.platform = platform;
  }

  void register(ApiRouter router) {
    router
        .on("getSubscription", request -> answer(isSubscribed(own(request))))
        .on("setSubscription", request -> set(request, own(request)))
        .on("setSubscriptionByLink", request -> set(request, byLink(request)));
  }

  private static String own(ApiRequest request) {
    return Objects.requireNonNull(request.actor().phone());
  }

  private String byLink(ApiRequest request) {
    String token = request.text("token");
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select contact_phone from service_order where tracking_token = :token")
                    .bind("token", token)
                    .mapTo(String.class)
                    .findOne()
                    .orElseThrow(() -> Problem.notFound("tracking", token).exception()));
  }

  private boolean isSubscribed(String phone) {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select not exists (select 1 from unsubscribed where phone = :phone)")
                    .bind("phone", phone)
                    .mapTo(Boolean.class)
                    .one());
  }

  /** The same wish again changes nothing, so it needs no key. */
  private ApiReply set(ApiRequest request, String phone) {
    boolean subscribed = request.body(Wish.class).subscribed();
    platform.database().transaction(tx -> write(tx, phone, subscribed));
    return answer(subscribed);
  }

  private int write(Tx tx, String phone, boolean subscribed) {
    return subscribed
        ? tx.handle().execute("delete from unsubscribed where phone = ?", phone)
        : tx.handle()
            .execute(
                "insert into unsubscribed (phone, at) values (?, ?) on conflict (phone) do nothing",
                phone,
                platform.clock().instant().atOffset(java.time.ZoneOffset.UTC));
  }

  private static ApiReply answer(boolean subscribed) {
    return ApiReply.ok(Map.of("subscribed", subscribed));
  }
}
