package cn.siduan.demo.demand;

import cn.siduan.demo.WordList;
import java.util.List;

/** What is asked for, how often, and in which words. */
public record Wish(
    String item, double weight, Season season, Asker asker, Pace pace, List<String> words) {

  public static List<Wish> readAll() {
    return WordList.read("demand.txt").stream()
        .map(
            line ->
                new Wish(
                    line.get(0),
                    Double.parseDouble(line.get(1)),
                    Season.valueOf(line.get(2)),
                    Asker.valueOf(line.get(3)),
                    Pace.valueOf(line.get(4)),
                    WordList.parts(line.get(5), "/")))
        .toList();
  }
}
