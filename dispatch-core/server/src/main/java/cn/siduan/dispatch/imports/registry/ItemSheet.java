package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.FormCheck;
import cn.siduan.dispatch.catalogue.Pinyin;
import cn.siduan.dispatch.catalogue.RoutingPolicyCodes;
import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.JsonCell;
import cn.siduan.dispatch.imports.column.Words;
import cn.siduan.dispatch.platform.http.Problem.FieldError;
import cn.siduan.dispatch.platform.registry.ConfiguredCodes;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Service items. A form that differs from the present one becomes its next version; where no form
 * is written, form_version chooses among those there are.
 */
final class ItemSheet extends Sheet {

  private static final String NO_QUESTIONS =
      "{\"additionalProperties\":false,\"properties\":{},\"type\":\"object\"}";

  private final CatalogueDirectory directory;

  ItemSheet(CatalogueDirectory directory, RoutingPolicyCodes policies, ConfiguredCodes codes) {
    super(
        "items",
        Place.byCode("service_item").joining("left join service_category k on k.code = i.category"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("代码", "编号").must().like("HOME-01")),
            Field.key(
                named("category", "大类编码", Cells.code())
                    .alias("大类", "category_code")
                    .must()
                    .to("categories")
                    .like("HOME"),
                "k"),
            Field.text(named("name", "名称", Cells.text(60)).must().like("日常保洁")),
            Field.text(named("name_en", "英文名称", Cells.text(120)).like("Cleaning")),
            Field.text(
                named("pinyin", "拼音", Cells.matching("[a-z0-9 ]{1,200}", "pinyin"))
                    .like("ri chang bao jie")),
            Field.text(
                named("kind", "类型", Words.of("MENU 菜单式 菜单", "APPOINTMENT 预约式 预约", "CARE 关爱式 关爱"))
                    .must()
                    .like("菜单式")),
            Field.text(named("price", "价格", Cells.text(200)).like("每小时50元")),
            Field.text(named("price_en", "英文价格", Cells.text(200)).like("50 yuan an hour")),
            Field.text(named("subsidy", "补贴", Cells.text(200)).like("80岁以上半价")),
            Field.text(named("subsidy_en", "英文补贴", Cells.text(200)).like("half price over 80")),
            Field.typed(
                named("duration_minutes", "时长分钟", Cells.whole(1, 1440))
                    .alias("时长", "duration")
                    .initially("60")
                    .like("120"),
                "int"),
            Field.text(
                named("service_level", "服务等级", new KnownCell(codes.serviceLevels()))
                    .alias("时限等级")
                    .must()
                    .like("ORDINARY")),
            Field.text(
                named("routing_policy", "派单策略", new PolicyCell(policies))
                    .alias("派单规则")
                    .must()
                    .like("DEFAULT")),
            Field.array(
                named("skills", "所需技能", KnownCell.several(codes.skills(), 50))
                    .alias("技能")
                    .like("HOUSEKEEPING")),
            Field.other(
                named("form_version", "表单版本", Cells.whole(1, 100_000)).initially("1").like("1"),
                "t.form_version::text"),
            Field.other(
                named("form", "表单", new JsonCell(ItemSheet::checkForm))
                    .alias("schema")
                    .initially(NO_QUESTIONS)
                    .like(
                        "{\"type\":\"object\",\"properties\":{\"rooms\":{\"type\":\"integer\",\"title\":\"房间数\"}}}"),
                "f.schema::text")));
    this.directory = directory;
  }

  private static void checkForm(JsonNode node) {
    if (!node.isObject()) {
      throw CellFault.of("cell-form");
    }
    for (FieldError e : FormCheck.check(node)) {
      throw CellFault.of(e.rule(), e.values());
    }
  }

  @Override
  protected String readJoins() {
    return """
    left join service_category k on k.id = t.category_id
    left join item_form f on f.item_id = t.id and f.version = t.form_version\
    """;
  }

  /** A form that is written decides; otherwise its number does. Pinyin follows from the name. */
  @Override
  public void settle(@Nullable String[] fromFile, String @Nullable [] stored) {
    int pinyin = index("pinyin");
    int name = index("name");
    String named = fromFile[name] == null && stored != null ? stored[name] : fromFile[name];
    boolean missing = fromFile[pinyin] == null ? stored == null : fromFile[pinyin].isEmpty();
    if (missing && named != null) {
      fromFile[pinyin] = Pinyin.of(named);
    }
    if (stored != null) {
      settleForm(fromFile, stored);
    }
  }

  private void settleForm(@Nullable String[] fromFile, String[] stored) {
    int form = index("form");
    int version = index("form_version");
    boolean written = fromFile[form] != null && !fromFile[form].equals(NO_QUESTIONS);
    if (written || stored[form].equals(NO_QUESTIONS)) {
      fromFile[version] = stored[version];
    } else {
      fromFile[form] = stored[form];
    }
  }

  @Override
  public @Nullable String[] incoming(@Nullable String[] values, String @Nullable [] stored) {
    int form = index("form");
    if (stored == null) {
      return values;
    }
    @Nullable String[] row = values.clone();
    if (Objects.equals(row[form], stored[form])) {
      row[form] = "";
    }
    return row;
  }

  @Override
  protected String insertedToo() {
    return ", form_version";
  }

  @Override
  protected String insertedValues() {
    return ", i.form_version::int";
  }

  @Override
  protected void writeMore(Handle handle, Instant now) {
    handle
        .createUpdate(
            """
            insert into item_form (item_id, version, schema, created_at)
            select t.id,
                   case when i.added then i.form_version::int
                        else (select max(version) + 1 from item_form f where f.item_id = t.id) end,
                   i.form::jsonb, :now
            from incoming i join service_item t on t.code = i.code
            where i.form <> ''
            """)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
    handle.execute(
        """
        update service_item t set form_version =
          case when i.form = '' then i.form_version::int
               else (select max(version) from item_form f where f.item_id = t.id) end
        from incoming i where t.code = i.code
        """);
  }

  @Override
  public EndCheck endCheck(Handle handle) {
    Map<String, Set<String>> versions = new HashMap<>();
    handle
        .createQuery(
            "select t.code, f.version::text from item_form f join service_item t on t.id ="
                + " f.item_id")
        .map((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
        .forEach(e -> versions.computeIfAbsent(e.getKey(), _ -> new HashSet<>()).add(e.getValue()));
    int version = index("form_version");
    return (row, values, stored, complaint) -> {
      String chosen = Objects.requireNonNull(values[version]);
      if (row > 0
          && stored != null
          && !versions.getOrDefault(values[0], Set.of()).contains(chosen)) {
        complaint.add(
            row,
            version,
            chosen,
            "sheet-form-version",
            Map.of("known", versions.getOrDefault(values[0], Set.of()).stream().sorted().toList()));
      }
    };
  }

  @Override
  public void changed() {
    directory.changed();
  }
}
