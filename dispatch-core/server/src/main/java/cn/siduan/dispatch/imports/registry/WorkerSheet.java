package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.of;

import cn.siduan.dispatch.imports.column.Cells;
import java.util.List;

/** Providers' field staff. */
final class WorkerSheet extends Sheet {

  WorkerSheet() {
    super(
        "workers",
        Place.byCode("worker").joining("left join provider p on p.code = i.provider"),
        List.of(
            Field.text(of("code", "编码", Cells.code()).alias("工号", "编号").must().like("W0001")),
            Field.key(
                of("provider", "服务商编码", Cells.code())
                    .alias("服务商", "provider_code")
                    .must()
                    .to("providers")
                    .like("P001"),
                "p"),
            Field.text(of("name", "姓名", Cells.text(60)).must().like("王师傅")),
            Field.text(
                of("phone", "电话", Cells.phone()).alias("手机", "telephone").like("13900000001")),
            Field.array(of("skills", "技能", Cells.codes(50)).like("ELECTRICIAN;PLUMBER"))));
  }

  @Override
  protected String readJoins() {
    return "left join provider p on p.id = t.provider_id";
  }
}
