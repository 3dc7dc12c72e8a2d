package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.catalogue.RoutingPolicyCodes;
import cn.siduan.dispatch.imports.column.Cells;
import java.util.List;

/** Categories of services. */
final class CategorySheet extends Sheet {

  private final CatalogueDirectory directory;

  CategorySheet(CatalogueDirectory directory, RoutingPolicyCodes policies) {
    super(
        "categories",
        Place.byCode("service_category"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("代码", "编号").must().like("HOME")),
            Field.text(named("name", "名称", Cells.text(60)).must().like("家政")),
            Field.text(named("name_en", "英文名称", Cells.text(120)).like("Housekeeping")),
            Field.typed(
                named("position", "排序", Cells.whole(0, 100_000))
                    .alias("order")
                    .initially("0")
                    .like("1"),
                "int"),
            Field.text(
                named("routing_policy", "派单策略", new PolicyCell(policies))
                    .alias("派单规则")
                    .initially(RoutingPolicyCodes.DEFAULT)
                    .like("STANDARD"))));
    this.directory = directory;
  }

  @Override
  protected String readJoins() {
    return "";
  }

  @Override
  public void changed() {
    directory.changed();
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "items",
            "select k.code, count(*) from service_item i join service_category k on k.id ="
                + " i.category_id where i.retired_at is null group by 1"));
  }
}
