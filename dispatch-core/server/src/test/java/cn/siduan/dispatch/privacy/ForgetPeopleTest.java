package cn.siduan.dispatch.privacy;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.District;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForgetPeopleTest {

  private static final String NUMBER = "13812345678";

  private static void call(ApiFixture api, String id, Instant at, boolean ended) {
    api.database()
        .transaction(
            tx -> {
              tx.handle()
                  .execute(
                      """
                      insert into call (id, asterisk, channel, line, number, state, priority, language,
                        queued_at, seen_at, arrived_at, ended_at)
                      values (?, 'ast1', 'c', 'main', ?, ?, 'NORMAL', 'zh-CN', ?, ?, ?, ?)\
                      """,
                      id,
                      NUMBER,
                      ended ? "ENDED" : "WAITING",
                      at,
                      at,
                      at,
                      ended ? at : null);
              return tx.handle()
                  .execute(
                      """
                      insert into call_event (call_id, type, data, at, recorded_at)
                      values (?, 'arrived', jsonb_build_object('number', ?, 'line', 'main'), ?, ?)\
                      """,
                      id,
                      NUMBER,
                      at,
                      at);
            });
  }

  private static void message(ApiFixture api, String key, String state, Instant at) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        """
                        insert into message (dedup_key, channel, template, language, recipient, safety, body,
                          state, due_at, created_at)
                        values (?, 'SMS', 't', 'zh-CN', ?, false, 'b', ?, ?, ?)\
                        """,
                        key,
                        NUMBER,
                        state,
                        at,
                        at));
  }

  private static String text(ApiFixture api, String sql) {
    return api.database()
        .read(h -> h.createQuery(sql).mapTo(String.class).findOne().orElse("nothing"));
  }

  @Test
  void who_called_and_what_was_sent_is_forgotten_when_its_time_is_over_and_not_before() {
    try (ApiFixture api = ApiFixture.start()) {
      Instant now = api.clock().instant();
      Instant old = now.minus(Duration.ofDays(1096));
      Instant young = now.minus(Duration.ofDays(1094));
      call(api, "old", old, true);
      call(api, "alive", old, false);
      call(api, "young", young, true);
      message(api, "old", "SENT", old);
      message(api, "waiting", "WAITING", old);
      message(api, "young", "DEAD", young);

      try (ForgetPeople forget =
          new ForgetPeople(api.database(), api.clock(), ForgetPeople.Settings.defaults())) {
        forget.run();
      }

      assertThat(text(api, "select string_agg(id, ' ' order by id) from call where number <> ''"))
          .isEqualTo("alive young");
      assertThat(
              text(
                  api,
                  "select string_agg(call_id, ' ' order by call_id) from call_event where data ??"
                      + " 'number'"))
          .isEqualTo("alive young");
      assertThat(text(api, "select data ->> 'line' from call_event where call_id = 'old'"))
          .isEqualTo("main");
      assertThat(text(api, "select string_agg(dedup_key, ' ' order by dedup_key) from message"))
          .isEqualTo("waiting young");
    }
  }

  @Test
  void an_order_is_read_as_before_after_all_around_it_was_forgotten() {
    try (ApiFixture api = ApiFixture.start()) {
      District district = District.in(api.database());
      String number = api.post(OPERATOR, "/orders", district.order()).json().get("number").asText();
      api.clock().advance(Duration.ofDays(4000));
      try (ForgetPeople forget =
          new ForgetPeople(api.database(), api.clock(), ForgetPeople.Settings.defaults())) {
        forget.run();
      }
      assertThat(api.get(OPERATOR, "/orders/" + number).status()).isEqualTo(200);
      assertThat(api.get(OPERATOR, "/orders/" + number + "/history").status()).isEqualTo(200);
    }
  }
}
