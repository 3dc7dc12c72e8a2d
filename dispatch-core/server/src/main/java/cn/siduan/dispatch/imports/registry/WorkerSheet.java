package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.platform.registry.CodeSet;
import java.util.List;

/** Providers' field staff. */
final class WorkerSheet extends Sheet {

  WorkerSheet(CodeSet skills) {
    super(
        "workers",
        Place.byCode("worker").joining("left join provider p on p.code = i.provider"),
        List.of(
            Field.text(named("code", "编码", Cells.code()).alias("工号", "编号").must().like("W0001")),
            Field.key(
                named("provider", "服务商编码", Cells.code())
                    .alias("服务商", "provider_code")
                    .must()
                    .to("providers")
                    .like("P001"),
                "p"),
            Field.text(named("name", "姓名", Cells.text(60)).must().like("王师傅")),
            Field.text(
                named("phone", "电话", Cells.phone()).alias("手机", "telephone").like("13900000001")),
            Field.array(
                named("skills", "技能", KnownCell.several(skills, 50))
                    .like("ELECTRICIAN;PLUMBING"))));
  }

  @Override
  protected String readJoins() {
    return "left join provider p on p.id = t.provider_id";
  }

  @Override
  public List<Usage> usages() {
    return List.of(
        new Usage(
            "tasks",
            "select t.code, count(*) from task k join worker t on t.id = k.worker_id"
                + " where k.state not in ('RESOLVED', 'CANNOT_COMPLETE', 'WITHDRAWN') group by 1"));
  }
}
