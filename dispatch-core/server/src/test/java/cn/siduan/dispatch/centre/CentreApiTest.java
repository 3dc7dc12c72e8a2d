package cn.siduan.dispatch.centre;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CentreApiTest {

  private static ApiFixture api;
  private static RegistryClient centres;
  private static District other;
  private static long district;

  @BeforeAll
  static void start() {
    api = ApiFixture.start();
    centres = new RegistryClient(api, "/centres");
    other = District.in(api.database());
    district = centres.created(ADMINISTRATOR, centre("DISTRICT", null, "北川区"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Map<String, Object> centre(String tier, Long parent, String name) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("code", "C-" + UUID.randomUUID().toString().substring(0, 8));
    input.put("tier", tier);
    if (parent != null) {
      input.put("parent_id", parent);
    }
    input.put("name", name);
    return input;
  }

  private static long subdistrict(String name) {
    return centres.created(ADMINISTRATOR, centre("SUBDISTRICT", district, name));
  }

  private static long community(long parent, String name) {
    return centres.created(ADMINISTRATOR, centre("COMMUNITY", parent, name));
  }

  private static String path(long id) {
    return api.database()
        .read(
            h ->
                h.createQuery("select path from centre where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
  }

  private static Answer locate(String address) {
    return api.get(
        OPERATOR, "/centres/locate?address=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
  }

  @Test
  void a_centre_is_made_read_changed_retired_and_restored() {
    Map<String, Object> input =
        with(
            centre("SUBDISTRICT", district, "望江街道"),
            "aliases",
            List.of("望江路", "老码头"),
            "phone",
            "02112345678",
            "latitude",
            31.2,
            "longitude",
            121.4,
            "polygon",
            List.of(List.of(121.4, 31.2), List.of(121.5, 31.2), List.of(121.5, 31.3)),
            "panorama_url",
            "https://vr.example/1");
    Answer made = centres.create(ADMINISTRATOR, input);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    long id = made.json().get("id").asLong();
    assertThat(made.header("Location")).isEqualTo("/api/v1/centres/" + id);
    assertThat(made.header("ETag")).isEqualTo("\"1\"");

    Answer read = centres.get(OPERATOR, id);
    assertThat(read.json()).isEqualTo(made.json());
    assertThat(read.json().get("aliases").get(1).asText()).isEqualTo("老码头");
    assertThat(read.json().get("polygon").get(2).get(0).asDouble()).isEqualTo(121.5);

    Answer changed =
        centres.update(ADMINISTRATOR, id, with(input, "name", "望江新街道", "polygon", null));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.json().get("name").asText()).isEqualTo("望江新街道");
    assertThat(changed.json().has("polygon")).isFalse();

    assertThat(centres.act(ADMINISTRATOR, id, "retire").json().has("retired_at")).isTrue();
    assertThat(centres.get(OPERATOR, id).status()).isEqualTo(200);
    assertThat(problem(centres.update(ADMINISTRATOR, id, input))).isEqualTo("409 is-retired");
    assertThat(problem(centres.act(ADMINISTRATOR, id, "retire"))).isEqualTo("409 is-retired");
    Answer back = centres.act(ADMINISTRATOR, id, "restore");
    assertThat(back.json().has("retired_at")).isFalse();
    assertThat(back.header("ETag")).isEqualTo("\"4\"");
    assertThat(problem(centres.act(ADMINISTRATOR, id, "restore"))).isEqualTo("409 not-retired");
  }

  @Test
  void a_change_needs_the_version_it_is_of() {
    long id = subdistrict("江湾街道");
    Map<String, Object> input = centre("SUBDISTRICT", district, "江湾新街道");
    assertThat(problem(centres.updateBlindly(ADMINISTRATOR, id, "{}")))
        .isEqualTo("428 if-match-required");
    assertThat(centres.update(ADMINISTRATOR, id, 1, input).status()).isEqualTo(200);
    Answer late = centres.update(ADMINISTRATOR, id, 1, with(input, "name", "另一个名字"));
    assertThat(problem(late)).isEqualTo("412 version-mismatch");
    assertThat(late.json().get("detail").asText()).contains("version \"1\"").contains("version 2");
    assertThat(problem(centres.act(ADMINISTRATOR, id, "retire", 1)))
        .isEqualTo("412 version-mismatch");
    assertThat(centres.get(OPERATOR, id).json().get("name").asText()).isEqualTo("江湾新街道");
  }

  @Test
  void the_audit_trail_names_the_changed_fields_and_not_their_values() {
    Map<String, Object> input = centre("SUBDISTRICT", district, "审计街道");
    long id = centres.created(ADMINISTRATOR, input);
    centres.update(ADMINISTRATOR, id, with(input, "name", "审计新街道", "phone", "110"));
    centres.act(ADMINISTRATOR, id, "retire");
    assertThat(audit(api, "centre", id))
        .containsExactly(
            "createCentre: {\"fields\": [\"code\", \"name\", \"parent_id\", \"tier\"]}",
            "updateCentre: {\"fields\": [\"name\", \"phone\"]}",
            "retireCentre: {\"fields\": [\"retired_at\"]}");
  }

  @Test
  void a_centre_that_moves_takes_everything_below_it_along() {
    long from = subdistrict("东街道");
    long to = subdistrict("西街道");
    Map<String, Object> input = centre("COMMUNITY", from, "搬家社区");
    long moving = centres.created(ADMINISTRATOR, input);
    long grid = centres.created(ADMINISTRATOR, centre("GRID", moving, "第一网格"));
    assertThat(path(grid)).isEqualTo("/%d/%d/%d/%d/".formatted(district, from, moving, grid));

    assertThat(centres.update(ADMINISTRATOR, moving, with(input, "parent_id", to)).status())
        .isEqualTo(200);
    assertThat(path(moving)).isEqualTo("/%d/%d/%d/".formatted(district, to, moving));
    assertThat(path(grid)).isEqualTo("/%d/%d/%d/%d/".formatted(district, to, moving, grid));
  }

  @Test
  void the_tree_keeps_its_tiers() {
    long sub = subdistrict("层级街道");
    long com = community(sub, "层级社区");
    assertThat(error(centres.create(ADMINISTRATOR, centre("SUBDISTRICT", com, "倒挂街道"))))
        .isEqualTo("parent_id centre-tier");
    assertThat(error(centres.create(ADMINISTRATOR, centre("COMMUNITY", null, "无主社区"))))
        .isEqualTo("parent_id required");
    assertThat(error(centres.create(ADMINISTRATOR, centre("DISTRICT", district, "区中区"))))
        .isEqualTo("parent_id centre-root");
    assertThat(error(centres.create(ADMINISTRATOR, centre("COMMUNITY", 999_999L, "空社区"))))
        .isEqualTo("parent_id no-such-centre");
    // what would make a circle
    assertThat(error(centres.update(ADMINISTRATOR, sub, centre("SUBDISTRICT", com, "层级街道"))))
        .isEqualTo("parent_id centre-tier");
    assertThat(error(centres.update(ADMINISTRATOR, sub, centre("SUBDISTRICT", sub, "层级街道"))))
        .isEqualTo("parent_id centre-tier");
    // what would leave a community below a grid cell
    assertThat(error(centres.update(ADMINISTRATOR, sub, centre("GRID", district, "层级街道"))))
        .isEqualTo("tier centre-children");
  }

  @Test
  void what_others_rely_on_is_not_retired_and_nothing_is_put_below_what_is_retired() {
    long sub = subdistrict("老街道");
    long com = community(sub, "老社区");
    Answer refused = centres.act(ADMINISTRATOR, sub, "retire");
    assertThat(problem(refused)).isEqualTo("409 still-used");
    assertThat(refused.json().get("detail").asText()).startsWith("1 centres or areas");
    assertThat(problem(centres.act(ADMINISTRATOR, other.community, "retire")))
        .isEqualTo("409 still-used");

    assertThat(centres.act(ADMINISTRATOR, com, "retire").status()).isEqualTo(200);
    assertThat(centres.act(ADMINISTRATOR, sub, "retire").status()).isEqualTo(200);
    assertThat(error(centres.create(ADMINISTRATOR, centre("COMMUNITY", sub, "新社区"))))
        .isEqualTo("parent_id no-such-centre");
    assertThat(error(centres.act(ADMINISTRATOR, com, "restore")))
        .isEqualTo("parent_id no-such-centre");
  }

  @Test
  void a_new_name_is_found_in_addresses_at_once_and_a_retired_one_no_more() {
    long com =
        centres.created(
            ADMINISTRATOR,
            with(centre("COMMUNITY", subdistrict("碧溪街道"), "碧溪社区"), "aliases", List.of("听雨花园")));
    Answer found = locate("北川区听雨花园3号楼");
    assertThat(found.json().get("rule").asText()).isEqualTo("NAME");
    assertThat(found.json().get("matched").asText()).isEqualTo("听雨花园");
    assertThat(found.json().get("community").get("id").asLong()).isEqualTo(com);

    centres.act(ADMINISTRATOR, com, "retire");
    assertThat(locate("北川区听雨花园3号楼").json().get("rule").asText()).isEqualTo("NONE");
  }

  @Test
  void a_code_is_given_once() {
    Map<String, Object> input = centre("COMMUNITY", district, "同号社区");
    centres.created(ADMINISTRATOR, input);
    Answer again = centres.create(ADMINISTRATOR, with(input, "name", "另一社区"));
    assertThat(error(again)).isEqualTo("code taken");
    assertThat(again.json().get("errors").get(0).get("value").asText())
        .isEqualTo(input.get("code"));
  }

  @Test
  void sent_twice_under_one_key_it_is_one_centre() {
    Map<String, Object> input = centre("COMMUNITY", district, "一次社区");
    Answer first = api.post(ADMINISTRATOR, "/centres", input, "once-only");
    Answer second = api.post(ADMINISTRATOR, "/centres", input, "once-only");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void input_that_makes_no_sense_is_named() {
    Map<String, Object> input = centre("COMMUNITY", district, "错社区");
    assertThat(error(centres.create(ADMINISTRATOR, with(input, "latitude", 31))))
        .isEqualTo("longitude required");
    List<List<Double>> line =
        List.of(List.of(121.0, 31.0), List.of(121.1, 31.0), List.of(121.2, 31.0));
    assertThat(error(centres.create(ADMINISTRATOR, with(input, "polygon", line))))
        .isEqualTo("polygon outline");
    assertThat(error(centres.create(ADMINISTRATOR, with(input, "phone", "abc"))))
        .isEqualTo("phone phone");
    assertThat(error(centres.create(ADMINISTRATOR, with(input, "telephone", "110"))))
        .isEqualTo("telephone unknown");
    assertThat(
            error(centres.create(ADMINISTRATOR, with(input, "panorama_url", "http://vr.example"))))
        .isEqualTo("panorama_url https");
  }

  @Test
  void a_list_is_read_page_by_page_and_filtered() {
    long sub = subdistrict("列表街道");
    List<Long> made = List.of(community(sub, "甲社区"), community(sub, "乙社区"), community(sub, "丙社区"));
    centres.act(ADMINISTRATOR, made.get(1), "retire");
    assertThat(centres.ids(OPERATOR, "&parent_id=" + sub, 1))
        .containsExactly(made.get(0), made.get(2));
    assertThat(centres.ids(OPERATOR, "&retired=true&parent_id=" + sub, 2))
        .containsExactlyElementsOf(made);
    assertThat(centres.ids(OPERATOR, "&tier=DISTRICT&q=%E5%8C%97%E5%B7%9D", 10))
        .containsExactly(district);
    assertThat(error(api.get(OPERATOR, "/centres?after=x"))).isEqualTo("after cursor");
  }

  @Test
  void everybody_reads_and_only_administrators_change() {
    long id = subdistrict("公开街道");
    assertThat(api.get(null, "/centres/" + id).status()).isEqualTo(200);
    for (var actor : List.of(OPERATOR, other.dispatcher(), other.residentActor())) {
      assertThat(centres.create(actor, centre("COMMUNITY", district, "不许")).status())
          .isEqualTo(403);
      assertThat(centres.act(actor, id, "retire").status()).isEqualTo(403);
    }
    assertThat(problem(centres.get(OPERATOR, 999_999))).isEqualTo("404 not-found");
  }
}
