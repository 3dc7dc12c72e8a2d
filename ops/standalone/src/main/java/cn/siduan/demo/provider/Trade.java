package cn.siduan.demo.provider;

import cn.siduan.demo.WordList;
import java.util.List;

/** A kind of provider: what it is called, what it does and how many there are. */
record Trade(
    String code,
    ProviderKind kind,
    int count,
    Coverage coverage,
    Hours hours,
    String calendar,
    int fewestWorkers,
    int mostWorkers,
    List<String> names,
    List<Skill> skills,
    List<String> items) {

  record Skill(String code, boolean expires) {

    static Skill parse(String text) {
      boolean forever = text.endsWith("*");
      return new Skill(forever ? text.substring(0, text.length() - 1) : text, !forever);
    }
  }

  static List<Trade> readAll() {
    return WordList.read("trades.txt").stream().map(Trade::parse).toList();
  }

  private static Trade parse(List<String> line) {
    List<String> workers = WordList.parts(line.get(6), "-");
    return new Trade(
        line.get(0),
        ProviderKind.valueOf(line.get(1)),
        Integer.parseInt(line.get(2)),
        Coverage.valueOf(line.get(3)),
        Hours.valueOf(line.get(4)),
        line.get(5),
        Integer.parseInt(workers.getFirst()),
        Integer.parseInt(workers.getLast()),
        WordList.parts(line.get(7), ","),
        WordList.parts(line.get(8), ",").stream().map(Skill::parse).toList(),
        WordList.parts(line.get(9), ","));
  }
}
