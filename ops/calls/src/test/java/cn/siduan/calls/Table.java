package cn.siduan.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What was thrown at the hotline, and what was lost. */
final class Table {

  private static final String ROW = "%-46s %12s %5s %6s %5s %8s %8s %13s%n";

  private final List<Verdict> verdicts = new ArrayList<>();

  Verdict add(Verdict verdict) {
    verdicts.add(verdict);
    System.out.println(verdict);
    return verdict;
  }

  void print() {
    System.out.println();
    System.out.printf(
        ROW,
        "thrown at it",
        "acknowledged",
        "lost",
        "double",
        "stuck",
        "talked",
        "places",
        "recovered (s)");
    for (Verdict v : verdicts) {
      System.out.printf(
          Locale.ROOT,
          ROW,
          v.what(),
          v.books().acknowledged(),
          v.books().lost(),
          v.books().twice(),
          v.books().stuck(),
          v.talked() + "/" + v.goesOn(),
          v.waited() + "/" + v.places(),
          "%.1f".formatted(v.seconds()));
    }
    System.out.printf(
        Locale.ROOT,
        "chaos calls: acknowledged=%d lost=%d double=%d stuck=%d recovered_in_s=%.1f%n",
        sum(Books::acknowledged),
        sum(Books::lost),
        sum(Books::twice),
        sum(Books::stuck),
        verdicts.stream().mapToDouble(Verdict::seconds).max().orElse(0));
  }

  private long sum(ToLongFunction<Books> figure) {
    return verdicts.stream().map(Verdict::books).mapToLong(figure).sum();
  }
}
