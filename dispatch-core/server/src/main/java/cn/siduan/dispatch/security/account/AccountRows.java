package cn.siduan.dispatch.security.account;

import cn.siduan.contract.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Accounts as administrators see them; a password hash never leaves the table. */
final class AccountRows {

  /** Schema Account of the contract. */
  record Account(
      long id,
      String login,
      String name,
      Role role,
      String phone,
      @Nullable Long centreId,
      @Nullable Long providerId,
      @Nullable Long workerId,
      String language,
      boolean mustChangePassword,
      boolean retired,
      int version) {}

  /** Schema AccountPage of the contract. */
  record Page(List<Account> items, @Nullable String next) {
    static Page of(List<Account> found, long limit) {
      boolean more = found.size() > limit;
      List<Account> items = more ? found.subList(0, (int) limit) : found;
      return new Page(items, more ? Long.toString(items.getLast().id()) : null);
    }
  }

  /** What a list is narrowed to. */
  record Filter(
      @Nullable String role,
      @Nullable Long centreId,
      @Nullable Long providerId,
      @Nullable String text) {}

  private static final String SELECT =
      """
      select id, login, name, role, phone, centre_id, provider_id, worker_id, language, must_change_password,
        retired_at is not null as retired, version
      from account\
      """;

  private AccountRows() {}

  static List<Account> list(Handle handle, Filter filter, long after, long limit) {
    return handle
        .createQuery(
            SELECT
                + """
                 where id > :after
                  and (:role::text is null or role = :role)
                  and (:centre::bigint is null or centre_id = :centre)
                  and (:provider::bigint is null or provider_id = :provider)
                  and (:text::text is null or strpos(lower(login || ' ' || name || ' ' || phone), lower(:text)) > 0)
                order by id limit :limit\
                """)
        .bind("after", after)
        .bind("role", filter.role())
        .bind("centre", filter.centreId())
        .bind("provider", filter.providerId())
        .bind("text", filter.text())
        .bind("limit", limit)
        .map((rs, _) -> account(rs))
        .list();
  }

  static Optional<Account> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where id = :id")
        .bind("id", id)
        .map((rs, _) -> account(rs))
        .findOne();
  }

  private static Account account(ResultSet rs) throws SQLException {
    return new Account(
        rs.getLong("id"),
        rs.getString("login"),
        rs.getString("name"),
        Role.valueOf(rs.getString("role")),
        rs.getString("phone"),
        rs.getObject("centre_id", Long.class),
        rs.getObject("provider_id", Long.class),
        rs.getObject("worker_id", Long.class),
        rs.getString("language"),
        rs.getBoolean("must_change_password"),
        rs.getBoolean("retired"),
        rs.getInt("version"));
  }
}
