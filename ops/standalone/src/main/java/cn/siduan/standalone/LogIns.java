package cn.siduan.standalone;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Where to look, and who to log in as. */
final class LogIns {

  private record Row(String role, String login, String password, String where) {}

  private LogIns() {}

  static String table(Demo demo, Duration took) {
    String url = "http://localhost:" + demo.port();
    String password = demo.demoPassword();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%nready in %.1f s%n%n", took.toMillis() / 1e3));
    text.append("  ").append(url).append("/docs/  the API, to read and to try\n\n");
    for (Row row :
        List.of(
            new Row("role", "log-in", "password", "where"),
            new Row("坐席 operator", "op01 … op40", password, url),
            new Row("班长 supervisor", "sup1 … sup6", password, url),
            new Row("服务商 provider", "p001 … p300", password, url),
            new Row("服务人员 worker", "w0001 … w2000", password, url),
            new Row("上门人员 visitor", "v001 … v072", password, url),
            new Row("管理员 administrator", "admin1 … admin3", password, url),
            new Row("居民 resident", demo.residentPhone(), "a code sent there", url))) {
      text.append("  ")
          .append(padded(row.role(), 22))
          .append(padded(row.login(), 18))
          .append(padded(row.password(), 20))
          .append(row.where())
          .append('\n');
    }
    return text.append("\nCtrl-C stops it; the data stay in ")
        .append(demo.folder())
        .append(" (--reset begins anew).\n")
        .toString();
  }

  /** Chinese characters take two columns. */
  private static String padded(String text, int columns) {
    int width = text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    return text + " ".repeat(Math.max(1, columns - width));
  }
}
