package cn.siduan.dispatch.security.account;

import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.security.SecuritySettings.FirstAdministrator;
import cn.siduan.dispatch.security.password.PasswordHasher;
import cn.siduan.dispatch.security.password.PasswordRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the account that makes all others, where there is no administrator. */
public final class FirstAdministrators {

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrators.class);

  private FirstAdministrators() {}

  /** Two nodes that start at once make one: the login is unique. */
  public static void ensure(
      Platform platform, PasswordHasher hasher, @Nullable FirstAdministrator first) {
    boolean present =
        platform
            .database()
            .read(
                handle ->
                    handle
                        .createQuery(
                            """
                            select exists (select 1 from account where role = 'ADMINISTRATOR' and retired_at is null)\
                            """)
                        .mapTo(Boolean.class)
                        .one());
    if (present) {
      return;
    }
    if (first == null) {
      LOG.warn(
          "there is no administrator yet. Maybe set SIDUAN_SECURITY_FIRST_PASSWORD and start"
              + " again.");
      return;
    }
    PasswordRules.require("first_password", first.password(), first.login());
    String hash = hasher.hash(first.password());
    platform.database().transaction(tx -> insert(tx, platform, first.login(), hash));
    LOG.info("made the first administrator, {}; the password must be changed", first.login());
  }

  private static boolean insert(Tx tx, Platform platform, String login, String hash) {
    tx.batch()
        .add(
            """
            insert into account (login, name, role, password_hash, must_change_password, updated_at)
            values (?, ?, 'ADMINISTRATOR', ?, true, ?) on conflict do nothing\
            """,
            login,
            login,
            hash,
            platform.clock().instant());
    return true;
  }
}
