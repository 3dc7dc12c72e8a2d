package cn.siduan.dispatch.platform.log;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines as whatever collects logs gets them: the very encoder of log-json.xml. */
class JsonLogTest {

  private final LoggerContext running = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final LoggerContext asDelivered = new LoggerContext();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Collector collector = new Collector();

  /** Encodes at once, on the thread that logs. */
  private final class Collector extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      ConsoleAppender<ILoggingEvent> out =
          (ConsoleAppender<ILoggingEvent>)
              asDelivered.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("out");
      lines.add(new String(out.getEncoder().encode(event), StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void listen() throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(asDelivered);
    configurator.doConfigure(
        new ByteArrayInputStream(
            """
            <configuration>
              <include resource="log-json.xml"/>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """
                .getBytes(StandardCharsets.UTF_8)));
    collector.setContext(running);
    collector.start();
    running.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(collector);
  }

  @AfterEach
  void stop() {
    running.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(collector);
    collector.stop();
    asDelivered.stop();
  }

  private JsonNode lineOf(String operation) {
    return lines.stream()
        .map(Json::tree)
        .filter(line -> line.path("message").asText().startsWith(operation + " failed"))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError(String.join("", lines)));
  }

  private static void forbid(ApiFixture api, String table, String condition) {
    api.database()
        .transaction(
            tx ->
                tx.handle()
                    .execute(
                        "alter table "
                            + table
                            + " add constraint broken check ("
                            + condition
                            + ") not valid"));
  }

  @Test
  void a_line_says_which_order_which_request_and_who_and_nothing_personal() {
    try (ApiFixture api = ApiFixture.start()) {
      District district = District.in(api.database());
      Map<String, Object> body = district.order();
      String number = api.post(OPERATOR, "/orders", body).json().get("number").asText();

      // PostgreSQL's message would say the whole row that it did not take
      forbid(api, "service_order", "contact_phone <> '13987654321'");
      body.put("contact_phone", "13987654321");
      body.put("contact_name", "欧阳不可见");
      assertThat(api.post(OPERATOR, "/orders", body).status()).isEqualTo(500);
      assertThat(lineOf("openOrder").path("actor").asText()).isEqualTo("OPERATOR:11");

      forbid(api, "order_event", "type <> 'Chased'");
      Answer failed =
          api.post(OPERATOR, "/orders/" + number + "/chase", Map.of("text", "家住三楼欧阳不可见"));
      assertThat(failed.status()).isEqualTo(500);
      JsonNode line = lineOf("chaseOrder");
      assertThat(line.path("order").asText()).isEqualTo(number);
      assertThat(line.path("request").asText())
          .isEqualTo(failed.header("X-Request-Id"))
          .isNotEmpty();
      assertThat(line.path("level").asText()).isEqualTo("ERROR");
      assertThat(line.path("@timestamp").asText()).isNotEmpty();

      assertThat(String.join("", lines))
          .contains("stack_trace")
          .doesNotContain("13987654321", "欧阳");
    }
  }

  @Test
  void a_line_about_a_call_says_which() {
    try (ApiFixture api = ApiFixture.start()) {
      api.database()
          .transaction(tx -> tx.handle().execute("alter table call rename to call_elsewhere"));
      assertThat(api.get(OPERATOR, "/calls/pbx-17").status()).isEqualTo(500);
      assertThat(lineOf("getCall").path("call").asText()).isEqualTo("pbx-17");
    }
  }

  @Test
  void secrets_are_in_no_line() {
    try (ApiFixture api =
        ApiFixture.startSecured(cn.siduan.dispatch.fixture.TestSettings.security())) {
      api.database()
          .transaction(tx -> tx.handle().execute("alter table login_throttle rename to elsewhere"));
      Answer failed =
          api.send(
              null,
              api.request(null, "/login")
                  .header("Content-Type", "application/json")
                  .header("Cookie", "siduan_session=a-very-secret-session")
                  .header("Authorization", "Bearer a-very-secret-token")
                  .POST(
                      java.net.http.HttpRequest.BodyPublishers.ofString(
                          Json.write(
                              Map.of("login", "op1", "password", "a-very-secret-password")))),
              "POST",
              "/login");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(lineOf("logIn").has("request")).isTrue();
      assertThat(String.join("", lines)).doesNotContain("a-very-secret");
    }
  }
}
