package cn.siduan.dispatch.order.attachment;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Actor;
import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.SmallPhoto;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttachmentTest {

  private static final byte[] PNG = SmallPhoto.png();

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

  private static String open() {
    return api.post(district.residentActor(), "/orders", district.order())
        .json()
        .get("number")
        .asText();
  }

  private static Answer attach(Actor actor, String number, String query, byte[] bytes) {
    String path = "/orders/" + number + "/attachments?" + query;
    return api.send(
        actor,
        api.request(actor, path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "image/gif")
            .POST(BodyPublishers.ofByteArray(bytes)),
        "POST",
        path);
  }

  @Test
  void a_photo_is_kept_byte_for_byte_and_its_type_is_read_from_its_bytes() {
    String number = open();
    Answer added = attach(district.residentActor(), number, "kind=PHOTO&name=水管.png", PNG);
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json().get("media_type").asText()).isEqualTo("image/png");
    Answer got = api.get(OPERATOR, added.header("Location").replace("/api/v1", ""));
    assertThat(got.response().body()).isEqualTo(PNG);
    assertThat(got.header("Content-Type")).isEqualTo("image/png");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("Content-Disposition")).startsWith("attachment;");
    assertThat(
            api.get(OPERATOR, "/orders/" + number + "/history")
                .json()
                .get("items")
                .findValuesAsText("type"))
        .contains("Attached");
  }

  @Test
  void what_is_not_the_kind_of_file_it_says_is_refused_and_leaves_nothing() {
    String number = open();
    byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    assertThat(attach(OPERATOR, number, "kind=PHOTO&name=a.png", page).status()).isEqualTo(415);
    assertThat(attach(OPERATOR, number, "kind=AUDIO&name=a.png", PNG).status()).isEqualTo(415);
    assertThat(api.get(OPERATOR, "/orders/" + number + "/attachments").json().get("items"))
        .isEmpty();
  }

  @Test
  void a_photo_that_was_cut_off_is_refused_in_words_and_leaves_nothing() {
    String number = open();
    byte[] begun = java.util.Arrays.copyOf(PNG, 12);
    Answer answer = attach(OPERATOR, number, "kind=PHOTO&name=a.png", begun);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("detail").asText()).contains("image/png", "Maybe");
    assertThat(api.get(OPERATOR, "/orders/" + number + "/attachments").json().get("items"))
        .isEmpty();
  }

  @Test
  void a_file_over_the_limit_is_refused() {
    Answer answer = attach(OPERATOR, open(), "kind=PHOTO&name=a.png", new byte[10_485_761]);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("detail").asText()).contains("10485760");
  }

  @Test
  void only_those_who_may_see_the_order_get_its_attachments() {
    String number = open();
    String path =
        attach(district.residentActor(), number, "kind=PHOTO&name=a.png", PNG)
            .header("Location")
            .replace("/api/v1", "");
    assertThat(api.get(district.neighbourActor(), path).status()).isEqualTo(404);
    assertThat(attach(district.neighbourActor(), number, "kind=PHOTO&name=a.png", PNG).status())
        .isEqualTo(404);
    api.post(
        OPERATOR,
        "/orders/" + number + "/tasks/1/offers",
        Map.of(
            "provider_ids",
            List.of(district.provider, district.otherProvider),
            "mode",
            "BROADCAST"));
    // asked, but not yet in charge
    assertThat(api.get(district.dispatcher(), path).status()).isEqualTo(404);
    api.post(district.dispatcher(), "/orders/" + number + "/tasks/1/offers/1/accept", Map.of());
    assertThat(api.get(district.dispatcher(), path).status()).isEqualTo(200);
    assertThat(api.get(district.otherDispatcher(), path).status()).isEqualTo(404);
  }
}
