package cn.siduan.dispatch.offer;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.platform.db.Database;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import java.util.Map;

/** What must always hold, and offers answered by link. */
final class OfferApi {

  /** Schema OrphanTask. */
  record OrphanTask(String number, int taskNo, String state) {}

  private final Database database;
  private final OfferLinks links;

  OfferApi(Database database, OfferLinks links) {
    this.database = database;
    this.links = links;
  }

  void register(ApiRouter api) {
    api.on("checkInvariants", this::invariants).on("answerOfferByLink", links::answer);
  }

  private ApiReply invariants(ApiRequest request) {
    return ApiReply.ok(
        Map.of(
            "orphan_tasks",
            Invariants.list(database).stream()
                .map(
                    o ->
                        new OrphanTask(
                            new OrderNumber(o.orderId()).digits(), o.taskNo(), o.state()))
                .toList()));
  }
}
