package cn.siduan.dispatch.catalogue;

import static cn.siduan.dispatch.fixture.District.OPERATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.ADMINISTRATOR;
import static cn.siduan.dispatch.fixture.RegistryClient.audit;
import static cn.siduan.dispatch.fixture.RegistryClient.error;
import static cn.siduan.dispatch.fixture.RegistryClient.problem;
import static cn.siduan.dispatch.fixture.RegistryClient.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.dispatch.fixture.ApiFixture;
import cn.siduan.dispatch.fixture.ApiFixture.Answer;
import cn.siduan.dispatch.fixture.District;
import cn.siduan.dispatch.fixture.RegistryClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogueApiTest {

  private static final Map<String, Object> ROOMS =
      Map.of(
          "type",
          "object",
          "additionalProperties",
          false,
          "required",
          List.of("rooms"),
          "properties",
          Map.of("rooms", Map.of("type", "integer", "minimum", 1, "title", "房间数")));

  private static ApiFixture api;
  private static RegistryClient categories;
  private static RegistryClient items;
  private static District district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    categories = new RegistryClient(api, "/categories");
    items = new RegistryClient(api, "/items");
    district = District.in(api.database());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String code() {
    return "T-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static long category(String name) {
    return categories.created(ADMINISTRATOR, Map.of("code", code(), "name", name));
  }

  private static Map<String, Object> item(long category, String name) {
    return Map.of(
        "code",
        code(),
        "category_id",
        category,
        "name",
        name,
        "kind",
        "MENU",
        "service_level",
        "ORDINARY",
        "routing_policy",
        "STANDARD",
        "form",
        ROOMS);
  }

  private static Answer changeForm(long item, Object schema) {
    return api.put(
        ADMINISTRATOR, "/items/" + item + "/form", items.version(item), Map.of("schema", schema));
  }

  private static List<Long> search(String q) {
    return items.ids(OPERATOR, "&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8), 50);
  }

  @Test
  void a_routing_policy_that_is_not_there_is_refused_for_items_and_categories() {
    Map<String, Object> input = Map.of("code", code(), "name", "维修", "routing_policy", "FASTEST");
    Answer refused = categories.create(ADMINISTRATOR, input);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("routing_policy");
    assertThat(refused.json().at("/errors/0/value").asText()).isEqualTo("FASTEST");
    assertThat(refused.text()).contains("SAME_HANDS", "DEFAULT");
    long id =
        categories.created(
            ADMINISTRATOR, Map.of("code", code(), "name", "维修", "routing_policy", "BROADCAST"));
    assertThat(
            items
                .create(ADMINISTRATOR, with(item(id, "修水管"), "routing_policy", "FASTEST"))
                .status())
        .isEqualTo(400);
    items.created(ADMINISTRATOR, with(item(id, "修水管"), "routing_policy", "DEFAULT"));
  }

  @Test
  void an_item_names_a_service_level_and_skills_that_are_there() {
    Map<String, Object> input = item(category("维修丙"), "修锁");
    Answer refused = items.create(ADMINISTRATOR, with(input, "service_level", "ORDINARI"));
    assertThat(error(refused)).isEqualTo("service_level no-such-service-level");
    assertThat(refused.text()).contains("ORDINARY");
    refused = items.create(ADMINISTRATOR, with(input, "skills", List.of("LOCKSMITH", "LOCKSMYTH")));
    assertThat(error(refused)).isEqualTo("skills/1 no-such-skill");
    assertThat(refused.text()).contains("LOCKSMITH");
    long id = items.created(ADMINISTRATOR, with(input, "skills", List.of("LOCKSMITH")));
    assertThat(
            error(items.update(ADMINISTRATOR, id, with(input, "form", null, "service_level", "X"))))
        .isEqualTo("service_level no-such-service-level");
  }

  @Test
  void a_category_lives_and_stays_while_items_are_in_it() {
    Map<String, Object> input = Map.of("code", code(), "name", "维修", "position", 3);
    long id = categories.created(ADMINISTRATOR, input);
    Answer changed = categories.update(ADMINISTRATOR, id, with(input, "name_en", "Repairs"));
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(problem(categories.update(ADMINISTRATOR, id, 1, input)))
        .isEqualTo("412 version-mismatch");

    long item = items.created(ADMINISTRATOR, item(id, "修水管"));
    assertThat(problem(categories.act(ADMINISTRATOR, id, "retire"))).isEqualTo("409 still-used");
    assertThat(items.act(ADMINISTRATOR, item, "retire").status()).isEqualTo(200);
    assertThat(categories.act(ADMINISTRATOR, id, "retire").status()).isEqualTo(200);
    assertThat(error(items.act(ADMINISTRATOR, item, "restore")))
        .isEqualTo("category_id no-such-category");
    assertThat(error(items.create(ADMINISTRATOR, item(id, "修电灯"))))
        .isEqualTo("category_id no-such-category");
    assertThat(audit(api, "category", id))
        .containsExactly(
            "createCategory: {\"fields\": [\"code\", \"name\", \"position\"]}",
            "updateCategory: {\"fields\": [\"name_en\"]}",
            "retireCategory: {\"fields\": [\"retired_at\"]}");
  }

  @Test
  void an_item_is_made_changed_retired_and_restored_and_orders_follow() {
    Map<String, Object> input = item(category("家政甲"), "擦窗");
    long id = items.created(ADMINISTRATOR, input);
    Answer changed =
        items.update(
            ADMINISTRATOR,
            id,
            with(input, "form", null, "price", "每平方米6元", "skills", List.of("WORK_AT_HEIGHT")));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("skills").get(0).asText()).isEqualTo("WORK_AT_HEIGHT");
    assertThat(changed.json().get("duration_minutes").asInt()).isEqualTo(60);
    assertThat(problem(items.updateBlindly(ADMINISTRATOR, id, "{}")))
        .isEqualTo("428 if-match-required");

    Map<String, Object> order = district.order();
    order.put("item_id", id);
    assertThat(api.post(OPERATOR, "/orders", order).status()).isEqualTo(201);
    items.act(ADMINISTRATOR, id, "retire");
    assertThat(error(api.post(OPERATOR, "/orders", order))).isEqualTo("item_id no-such-item");
    assertThat(items.get(OPERATOR, id).json().has("retired_at")).isTrue();
    items.act(ADMINISTRATOR, id, "restore");
    assertThat(api.post(OPERATOR, "/orders", order).status()).isEqualTo(201);
  }

  @Test
  void a_changed_form_is_a_new_version_and_an_order_keeps_the_one_it_was_made_with() {
    long id = items.created(ADMINISTRATOR, item(category("家政乙"), "打蜡"));
    Map<String, Object> order = district.order();
    order.put("item_id", id);
    Answer before = api.post(OPERATOR, "/orders", order);
    Map<String, Object> area =
        Map.of(
            "type",
            "object",
            "required",
            List.of("area"),
            "properties",
            Map.of("area", Map.of("type", "number", "title", "面积")));
    Answer changed = changeForm(id, area);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().get("form_version").asInt()).isEqualTo(2);

    assertThat(error(api.post(OPERATOR, "/orders", order))).isEqualTo("form/area required");
    String number = before.json().get("number").asText();
    assertThat(api.get(OPERATOR, "/orders/" + number).json().get("form_version").asInt())
        .isEqualTo(1);
    Answer old = api.get(OPERATOR, "/items/" + id + "/forms/1");
    assertThat(old.json().get("schema").get("properties").has("rooms")).isTrue();
    Answer newest = api.get(null, "/items/" + id + "/forms?limit=1");
    assertThat(newest.json().get("items").get(0).get("version").asInt()).isEqualTo(2);
    assertThat(
            api.get(
                    null,
                    "/items/" + id + "/forms?limit=5&before=" + newest.json().get("next").asText())
                .json()
                .get("items")
                .findValuesAsText("version"))
        .containsExactly("1");
    assertThat(problem(api.get(null, "/items/" + id + "/forms/3"))).isEqualTo("404 not-found");
    assertThat(audit(api, "item", id)).last().asString().startsWith("changeForm: ");
  }

  @Test
  void a_form_is_a_flat_object_that_stands_alone_and_its_faults_are_named_by_path() {
    long id = items.created(ADMINISTRATOR, item(category("家政丙"), "除尘"));
    Map<String, Object> type = Map.of("type", "object");
    assertThat(error(changeForm(id, Map.of("type", "array")))).isEqualTo("form/type const");
    assertThat(error(changeForm(id, with(type, "properties", Map.of("a", type)))))
        .isEqualTo("form/properties/a/type form-field");
    assertThat(
            error(
                changeForm(
                    id,
                    with(type, "properties", Map.of("a", Map.of("$ref", "http://x.example/"))))))
        .isEqualTo("form/properties/a/$ref form-reference");
    assertThat(
            error(
                changeForm(
                    id,
                    with(
                        type,
                        "properties",
                        Map.of("a", Map.of("type", "string", "maxLength", -1))))))
        .startsWith("form/properties/a/maxLength");
    assertThat(
            error(
                changeForm(
                    id,
                    with(
                        type,
                        "properties",
                        Map.of("a", Map.of("type", "string", "pattern", "(["))))))
        .startsWith("form/properties/a/pattern");
    assertThat(items.get(OPERATOR, id).json().get("form_version").asInt()).isEqualTo(1);
  }

  @Test
  void items_are_found_by_name_pinyin_initials_and_code() {
    Map<String, Object> input = item(category("家政丁"), "燃气灶维修");
    long id = items.created(ADMINISTRATOR, input);
    assertThat(items.get(OPERATOR, id).json().get("pinyin").asText())
        .isEqualTo("ran qi zao wei xiu");
    assertThat(search("气灶")).containsExactly(id);
    assertThat(search("ranqi")).containsExactly(id);
    assertThat(search("zao wei")).containsExactly(id);
    assertThat(search("RQZ")).containsExactly(id);
    assertThat(search(String.valueOf(input.get("code")))).containsExactly(id);
    assertThat(search("anqizaoo")).isEmpty();

    items.update(ADMINISTRATOR, id, with(input, "form", null, "pinyin", "mei qi zao"));
    assertThat(search("mqz")).containsExactly(id);
  }

  @Test
  void the_catalogue_is_what_can_be_ordered_now_and_is_kept_by_its_etag() {
    long category = category("助餐");
    long item = items.created(ADMINISTRATOR, item(category, "送午餐"));
    category("空的大类");
    Answer first = api.get(null, "/catalogue");
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(first.text()).contains("送午餐").contains("song wu can").doesNotContain("空的大类");
    assertThat(catalogueIfNot(first.header("ETag")).status()).isEqualTo(304);

    items.act(ADMINISTRATOR, item, "retire");
    Answer second = catalogueIfNot(first.header("ETag"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text()).doesNotContain("送午餐");
  }

  private static Answer catalogueIfNot(String etag) {
    return api.send(
        null,
        api.request(null, "/catalogue").header("If-None-Match", etag).GET(),
        "GET",
        "/catalogue");
  }

  @Test
  void only_administrators_change_the_catalogue() {
    long category = category("权限");
    long item = items.created(ADMINISTRATOR, item(category, "权限项目"));
    for (var actor : List.of(OPERATOR, district.dispatcher(), district.residentActor())) {
      assertThat(items.create(actor, item(category, "不许")).status()).isEqualTo(403);
      assertThat(items.act(actor, item, "retire").status()).isEqualTo(403);
      assertThat(categories.act(actor, category, "retire").status()).isEqualTo(403);
      assertThat(items.get(actor, item).status()).isEqualTo(200);
    }
  }
}
