package cn.siduan.dispatch.offer;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.OrderNumber;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.order.By;
import cn.siduan.dispatch.order.Order;
import cn.siduan.dispatch.order.OrderChange;
import cn.siduan.dispatch.order.command.OrderStore;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.workqueue.LocalHandOver;
import cn.siduan.dispatch.workqueue.WorkQueue;
import cn.siduan.dispatch.workqueue.WorkQueueSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that come with their past, as from another system: what waits is not left in limbo. */
class RouteTasksTest {

  private static ApiFixture api;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static long open() {
    String number = api.post(OPERATOR, "/orders", district.order()).json().path("number").asText();
    return OrderNumber.parse(number).orElseThrow().id();
  }

  @Test
  void what_waits_in_an_order_that_is_adopted_is_work_at_once() {
    long waiting = open();
    long asked = open();
    api.post(
        OPERATOR,
        "/orders/" + new OrderNumber(asked) + "/tasks/1/offers",
        Map.of("provider_ids", List.of(district.provider), "mode", "DIRECT"));
    // as a loader leaves them that writes rows and nothing else
    api.database().transaction(tx -> tx.handle().execute("delete from work_item"));
    assertThat(Invariants.list(api.database())).hasSize(2);

    adopt(waiting);
    adopt(asked);

    assertThat(Invariants.list(api.database())).isEmpty();
  }

  private static void adopt(long id) {
    WorkQueue queues =
        new WorkQueue(
            api.database(),
            api.clock(),
            new SimpleMeterRegistry(),
            new LocalHandOver(100),
            new Outbox(() -> {}),
            WorkQueueSettings.defaults());
    api.database()
        .transaction(
            tx -> {
              Order order = OrderStore.find(tx.handle(), id).orElseThrow();
              By by = By.system(api.clock().instant());
              new RouteTasks(queues)
                  .adopt(tx, List.of(new OrderChange(order, order, List.of(), by, "")));
              return order;
            });
  }
}
