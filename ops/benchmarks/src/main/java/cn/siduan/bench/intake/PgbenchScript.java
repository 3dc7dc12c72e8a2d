package cn.siduan.bench.intake;

import cn.siduan.bench.intake.SentSql.Sent;
import cn.siduan.bench.intake.SentSql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One order's transaction for pgbench: the same statements with the same values in the same round
 * trips, but for what has to differ from one order to the next.
 */
final class PgbenchScript {

  private static final String ORDER = "insert into service_order";
  private static final String WORK = "insert into work_item (id";
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final String NEW_ID = "select nextval('order_id')";

  /** Columns of {@link #ORDER} by their place. */
  private static final int ID = 0;

  private static final int RESIDENT = 9;
  private static final int HOUSEHOLD = 10;
  private static final int PHONE = 12;
  private static final int TOKEN = 24;

  private final List<Sent> statements;
  private final List<String> order;

  private PgbenchScript(List<Sent> statements) {
    this.statements = statements;
    this.order =
        statements.stream()
            .filter(s -> s.sql().startsWith(ORDER))
            .findFirst()
            .orElseThrow()
            .values();
  }

  /**
   * @param who the question who calls, which is sent before
   * @param residents how many there are, with ids from 1 on
   */
  static String of(Transaction who, Transaction taking, int residents, int households) {
    PgbenchScript script = new PgbenchScript(taking.statements());
    List<String> lines = new ArrayList<>();
    lines.add("\\set resident random(1, %d)".formatted(residents));
    lines.add("\\set household random(1, %d)".formatted(households));
    lines.add("\\set phone random(15000000000, 15999999999)");
    // the first one alone: pgbench prepares a script's statements when it comes to the first
    who.statements().forEach(s -> lines.add(script.text(s) + ";"));
    script.reads(lines);
    lines.add("\\startpipeline");
    script.writes().forEach(s -> lines.add(script.text(s) + ";"));
    lines.add("\\endpipeline");
    lines.add("commit;");
    return String.join("\n", lines) + "\n";
  }

  /** Begin travels with the first statement, as the driver has it. */
  private void reads(List<String> lines) {
    List<Sent> reads = statements.subList(0, statements.indexOf(writes().getFirst()));
    boolean first = true;
    for (Sent read : reads) {
      if (read.sql().equals(NEW_ID)) {
        lines.add(NEW_ID + " as id \\gset");
      } else if (first) {
        lines.addAll(List.of("\\startpipeline", "begin;", text(read) + ";", "\\endpipeline"));
      } else {
        lines.add(text(read) + ";");
      }
      first = false;
    }
  }

  private List<Sent> writes() {
    int from = 0;
    while (!statements.get(from).sql().startsWith("insert")) {
      from++;
    }
    return statements.subList(from, statements.size());
  }

  private String text(Sent sent) {
    Matcher parameters = PARAMETER.matcher(sent.sql());
    return parameters.replaceAll(
        found -> {
          int index = Integer.parseInt(found.group(1)) - 1;
          return Matcher.quoteReplacement(value(sent, index));
        });
  }

  private String value(Sent sent, int index) {
    String value = sent.values().get(index);
    if (value.equals("NULL")) {
      return "null";
    }
    if (index == 0 && sent.sql().startsWith(WORK)) {
      return "(:id::bigint + 1000000000)";
    }
    if (value.equals(order.get(ID))) {
      return ":id::bigint";
    }
    if (value.equals(order.get(RESIDENT))) {
      return ":resident::bigint";
    }
    if (value.equals(order.get(HOUSEHOLD))) {
      return ":household::bigint";
    }
    if (value.equals(order.get(PHONE))) {
      return ":phone::text";
    }
    if (value.equals(order.get(TOKEN))
        || sent.sql().startsWith("insert into idempotency") && index == 1) {
      return literal(value) + " || :id::text";
    }
    return withId(value);
  }

  /** Keys that begin with the order's id, in texts and in JSON. */
  private String withId(String value) {
    String id = order.get(ID).replace("'", "");
    boolean json = value.startsWith("'{\"") || value.startsWith("'[{");
    String mark = json ? "\"" + id + "/" : id;
    int at = value.indexOf(mark);
    if (at < 0 || json && !value.startsWith("'[{\"key\"")) {
      return literal(value);
    }
    List<String> parts = new ArrayList<>();
    String rest = value.substring(1, value.length() - 1);
    for (int i = rest.indexOf(mark); i >= 0; i = rest.indexOf(mark)) {
      int before = json ? i + 1 : i;
      parts.add(literal("'" + rest.substring(0, before) + "'"));
      parts.add(":id::text");
      rest = rest.substring(before + id.length());
    }
    parts.add(literal("'" + rest + "'"));
    return "(" + String.join(" || ", parts) + ")" + (json ? "::jsonb" : "");
  }

  /** Colons would be pgbench's variables. */
  private static String literal(String quoted) {
    return "E" + quoted.replace("\\", "\\\\").replace(":", "\\x3a");
  }
}
