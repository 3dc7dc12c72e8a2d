package cn.siduan.dispatch.security.code;

import cn.siduan.dispatch.platform.db.Tx;
import java.time.Duration;
import java.util.Locale;

/** Brings a one-time code to a telephone. */
public interface CodeSender {

  /**
   * Leaves the message in the transaction; it goes out after the commit.
   *
   * @param language of whoever asked
   */
  void send(Tx tx, String phone, String code, Duration validity, Locale language);
}
