package cn.siduan.dispatch.imports.registry;

import static cn.siduan.dispatch.imports.column.Column.named;

import cn.siduan.dispatch.imports.column.Cells;
import cn.siduan.dispatch.imports.column.Words;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Accounts of staff: operators, supervisors, visitors, provider staff, administrators. Passwords
 * never travel: a new account has none and lets nobody in until an administrator gives it its
 * first, which has to be changed at log-in.
 */
final class AccountSheet extends Sheet {

  private final Runnable changed;

  /**
   * @param changed after commit: sessions say something else of their holders
   */
  AccountSheet(Runnable changed) {
    super(
        "accounts",
        new Place(
            "account",
            1,
            "left join centre c on c.code = i.centre left join provider p on p.code = i.provider"
                + " left join worker w on w.code = i.worker",
            "t.login = i.login"),
        List.of(
            Field.text(
                named("login", "登录名", Cells.matching("[a-z0-9][a-z0-9._-]{1,39}", "login"))
                    .alias("账号", "用户名", "user")
                    .must()
                    .like("op01")),
            Field.text(named("name", "姓名", Cells.text(60)).must().like("王芳")),
            Field.text(
                named(
                        "role",
                        "角色",
                        Words.of(
                            "OPERATOR 坐席 话务员 受理员",
                            "SUPERVISOR 班长 督导",
                            "VISITOR 走访员 网格员 上门人员",
                            "PROVIDER_DISPATCHER 服务商调度 调度员 dispatcher",
                            "WORKER 服务人员 师傅",
                            "ADMINISTRATOR 管理员 admin"))
                    .alias("身份")
                    .must()
                    .like("坐席")),
            Field.text(
                named("phone", "电话", Cells.phone()).alias("手机", "telephone").like("13900000001")),
            Field.key(
                named("centre", "所属中心编码", Cells.code())
                    .alias("所属中心", "centre_code")
                    .to("centres")
                    .like("310199"),
                "c"),
            Field.key(
                named("provider", "服务商编码", Cells.code())
                    .alias("服务商", "provider_code")
                    .to("providers"),
                "p"),
            Field.key(
                named("worker", "服务人员编码", Cells.code()).alias("工号", "worker_code").to("workers"),
                "w"),
            Field.text(
                named("language", "语言", Words.of("zh-CN 中文 普通话 zh", "en 英文 english"))
                    .initially("zh-CN")
                    .like("中文"))));
    this.changed = changed;
  }

  @Override
  protected String readJoins() {
    return "left join centre c on c.id = t.centre_id left join provider p on p.id = t.provider_id"
        + " left join worker w on w.id = t.worker_id";
  }

  @Override
  protected String insertedToo() {
    return ", password_hash, must_change_password";
  }

  /** No password is kept as an empty hash. */
  @Override
  protected String insertedValues() {
    return ", '', true";
  }

  @Override
  protected void writeMore(Handle handle, Instant now) {
    handle.execute(
        """
        delete from session s using account t, incoming i
        where t.login = i.login and s.account_id = t.id and t.retired_at is not null
        """);
  }

  @Override
  public EndCheck endCheck(Handle handle) {
    return new AccountsFit(this, handle);
  }

  @Override
  public void changed() {
    changed.run();
  }

  @Override
  public boolean isPersonal() {
    return true;
  }
}
