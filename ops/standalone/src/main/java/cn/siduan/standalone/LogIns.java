package cn.siduan.standalone;

import java.time.Duration;
import java.util.Locale;

/** Where to look, and who to log in as. */
final class LogIns {

  private static final String[][] ACCOUNTS = {
    {"坐席 operator", "op01"},
    {"班长 supervisor", "sup1"},
    {"服务商 provider", "p001"},
    {"服务人员 worker", "w0001"},
    {"上门人员 visitor", "v001"},
    {"管理员 administrator", "admin1"},
  };

  private LogIns() {}

  static String table(Demo demo, Duration took) {
    String url = "http://localhost:" + demo.port();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%nready in %.1f s: %s%n%n", took.toMillis() / 1e3, url));
    for (String[] account : ACCOUNTS) {
      text.append("  %-24s %-8s %s%n".formatted(account[0], account[1], demo.demoPassword()));
    }
    return text.append("\nCtrl-C stops it; the data stay.\n").toString();
  }
}
