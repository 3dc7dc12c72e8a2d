package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.contract.Tier;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.centre.Outline;
import cn.siduan.dispatch.imports.column.CellFault;
import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.JsonCell;
import cn.siduan.dispatch.imports.column.Words;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Centres and areas; a parent may stand in the same file, before or after. */
final class CentreSheet extends Sheet {

  private static final int MOST_POINTS = 2_000;

  private final CentreDirectory directory;

  CentreSheet(CentreDirectory directory) {
    super(
        "centres",
        Place.byCode("centre"),
        List.of(
            Field.text(
                named("code", "编码", Cells.code()).alias("代码", "编号").must().like("310199001")),
            Field.text(
                named(
                        "tier",
                        "层级",
                        Words.of(
                            "DISTRICT 区 区级",
                            "SUBDISTRICT 街道 镇 乡镇 街镇",
                            "COMMUNITY 社区 村 居委会",
                            "GRID 网格"))
                    .alias("级别", "level")
                    .must()
                    .like("街道")),
            Field.other(
                named("parent", "上级编码", Cells.code())
                    .alias("上级", "parent_code")
                    .to("centres")
                    .like("310199"),
                "coalesce(p.code, '')"),
            Field.text(named("name", "名称", Cells.text(60)).must().like("柳荫街道")),
            Field.text(named("name_en", "英文名称", Cells.text(120)).like("Liuyin")),
            Field.array(named("aliases", "别名", Cells.texts(200, 60)).alias("alias").like("柳荫;柳荫街")),
            Field.text(named("address", "地址", Cells.text(200)).like("柳荫路1号")),
            Field.text(named("phone", "电话", Cells.phone()).alias("telephone").like("02162345678")),
            Field.typed(
                named("latitude", "纬度", Cells.decimal(-90, 90, 18)).alias("lat").like("31.2304"),
                "double precision"),
            Field.typed(
                named("longitude", "经度", Cells.decimal(-180, 180, 18))
                    .alias("lon", "lng")
                    .like("121.4737"),
                "double precision"),
            Field.typed(
                named("polygon", "范围", new JsonCell(CentreSheet::checkOutline)).alias("边界"),
                "jsonb"),
            Field.text(named("panorama_url", "全景网址", Cells.url()).alias("panorama"))));
    this.directory = directory;
  }

  private static void checkOutline(JsonNode node) {
    boolean right = node.isArray() && node.size() >= 3 && node.size() <= MOST_POINTS;
    for (int i = 0; right && i < node.size(); i++) {
      JsonNode point = node.get(i);
      right =
          point.size() == 2
              && point.path(0).isNumber()
              && point.path(1).isNumber()
              && Math.abs(point.get(0).doubleValue()) <= 180
              && Math.abs(point.get(1).doubleValue()) <= 90;
    }
    if (!right) {
      throw CellFault.of("cell-outline");
    }
    if (Outline.of(node).size() == 0) {
      throw CellFault.of("outline");
    }
  }

  @Override
  protected String readJoins() {
    return "left join centre p on p.id = t.parent_id";
  }

  @Override
  protected String insertedToo() {
    return ", path";
  }

  @Override
  protected String insertedValues() {
    return ", ''";
  }

  /** Parents once all rows are there; then the paths, of what moved along with a parent too. */
  @Override
  protected void writeMore(Handle handle, Instant now) {
    handle.execute(
        """
        update centre c set parent_id = p.id
        from incoming i left join centre p on p.code = i.parent
        where c.code = i.code and c.parent_id is distinct from p.id
        """);
    handle.execute(
        """
        with recursive tree as (
          select id, '/' || id || '/' as path from centre where parent_id is null
          union all
          select c.id, tree.path || c.id || '/' from centre c join tree on c.parent_id = tree.id)
        update centre c set path = tree.path from tree where tree.id = c.id and c.path <> tree.path
        """);
  }

  @Override
  public void changed() {
    directory.changed();
  }

  private record End(int row, Tier tier, String parent, boolean retired) {}

  @Override
  public EndCheck endCheck(Handle handle) {
    int tier = index("tier");
    int parent = index("parent");
    int retired = index(RETIRED);
    Map<String, End> all = new HashMap<>();
    return new EndCheck() {
      @Override
      public void see(
          int row, @Nullable String[] values, String @Nullable [] stored, Complaint complaint) {
        all.put(
            Objects.requireNonNull(values[0]),
            new End(
                row,
                Tier.valueOf(Objects.requireNonNull(values[tier])),
                Objects.requireNonNull(values[parent]),
                Objects.equals(values[retired], "true")));
      }

      @Override
      public void finish(Complaint complaint) {
        all.forEach((code, end) -> check(code, end, all.get(end.parent()), complaint));
      }

      private void check(String code, End end, @Nullable End above, Complaint complaint) {
        if (end.row() > 0 && end.tier() == Tier.DISTRICT && !end.parent().isEmpty()) {
          complaint.add(end.row(), parent, end.parent(), "centre-root", Map.of());
        } else if (end.row() > 0 && end.tier() != Tier.DISTRICT && end.parent().isEmpty()) {
          complaint.add(end.row(), parent, "", "required", Map.of());
        } else if (above != null && above.tier().compareTo(end.tier()) >= 0) {
          checkTiers(end, above, complaint);
        }
        if (above != null && above.retired() && !end.retired() && above.row() > 0) {
          complaint.add(above.row(), retired, "", "sheet-centre-in-use", Map.of("code", code));
        }
      }

      private void checkTiers(End end, End above, Complaint complaint) {
        if (end.row() > 0) {
          complaint.add(
              end.row(),
              parent,
              end.parent(),
              "centre-tier",
              Map.of("parent", "tier." + above.tier(), "tier", "tier." + end.tier()));
        } else if (above.row() > 0) {
          complaint.add(
              above.row(), tier, "", "centre-children", Map.of("tier", "tier." + end.tier()));
        }
      }
    };
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "households",
            "select c.code, count(*) from household h join centre c on c.id = h.centre_id"
                + " where h.retired_at is null group by 1"));
  }
}
