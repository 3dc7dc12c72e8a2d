package cn.siduan.standalone;

import cn.siduan.telephony.asterisk.AsteriskSettings;
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
    text.append("  ").append(url).append("/          居民 residents\n");
    text.append("  ").append(url).append("/console   坐席、班长、服务商、管理员 staff\n");
    text.append("  ").append(url).append("/visit     上门人员、服务人员 visitors and workers\n");
    text.append("  ").append(url).append("/docs/     the API, to read and to try\n\n");
    for (Row row :
        List.of(
            new Row("role", "log-in", "password", "where"),
            new Row("坐席 operator", "op01 … op40", password, "/console"),
            new Row("班长 supervisor", "sup1 … sup6", password, "/console"),
            new Row("服务商 provider", "p001 … p300", password, "/console"),
            new Row("服务人员 worker", "w0001 … w2000", password, "/visit"),
            new Row("上门人员 visitor", "v001 … v072", password, "/visit"),
            new Row("管理员 administrator", "admin1 … admin3", password, "/console"),
            new Row("居民 resident", demo.residentPhone(), "a code sent there", "/"))) {
      text.append("  ")
          .append(padded(row.role(), 22))
          .append(padded(row.login(), 18))
          .append(padded(row.password(), 20))
          .append(row.where())
          .append('\n');
    }
    phone(demo, text);
    if (!demo.isOpen()) {
      text.append(
          """

            Offices and most providers are closed at this hour: orders wait until they open.
            ops/demo --reset --at 10:00 shows a working morning.
          """);
    }
    return text.append("\nCtrl-C stops it; the data stay in ")
        .append(demo.folder())
        .append(" (--reset begins anew).\n")
        .toString();
  }

  private static void phone(Demo demo, StringBuilder text) {
    List<AsteriskSettings> asterisks = demo.telephones();
    if (asterisks.isEmpty()) {
      return;
    }
    for (AsteriskSettings one : asterisks) {
      text.append(
          "%n  hotline %s; desk phones %s at sip:%s:%d (UDP, password as above)%n"
              .formatted(
                  one.hotlines().getFirst().number(),
                  DemoPhone.range(List.of(one), p -> !p.browser()),
                  one.sip().host(),
                  one.sip().port()));
    }
    text.append(
        """
          ops/demo call                          a resident calls and waits
          ops/demo call --answer %s            and that desk phone is there to pick up
          (an operator is rung after 开始接线 on the desk of /console: there, at that extension or on the computer's headset)
        """
            .formatted(asterisks.getFirst().phones().getFirst().extension()));
  }

  /** Chinese characters take two columns. */
  private static String padded(String text, int columns) {
    int width = text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    return text + " ".repeat(Math.max(1, columns - width));
  }
}
