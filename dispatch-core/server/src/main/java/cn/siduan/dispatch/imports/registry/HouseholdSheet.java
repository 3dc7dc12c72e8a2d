package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import java.util.List;

/** Households. */
final class HouseholdSheet extends Sheet {

  HouseholdSheet() {
    super(
        "households",
        Place.byCode("household").joining("left join centre c on c.code = i.centre"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("户编号", "编号").must().like("H00001")),
            Field.text(named("address", "地址", Cells.text(200)).must().like("柳荫社区3号楼2单元501")),
            Field.key(
                named("centre", "所属中心编码", Cells.code())
                    .alias("社区编码", "所属社区", "centre_code")
                    .must()
                    .to("centres")
                    .like("310199001001"),
                "c"),
            Field.typed(
                named("latitude", "纬度", Cells.decimal(-90, 90, 18)).alias("lat").like("31.2304"),
                "double precision"),
            Field.typed(
                named("longitude", "经度", Cells.decimal(-180, 180, 18))
                    .alias("lon", "lng")
                    .like("121.4737"),
                "double precision")));
  }

  @Override
  protected String readJoins() {
    return "left join centre c on c.id = t.centre_id";
  }

  @Override
  public boolean isPersonal() {
    return true;
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "residents",
            "select h.code, count(*) from resident r join household h on h.id = r.household_id"
                + " where r.retired_at is null group by 1"));
  }
}
