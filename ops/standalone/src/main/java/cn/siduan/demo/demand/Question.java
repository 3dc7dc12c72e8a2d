package cn.siduan.demo.demand;

import cn.siduan.demo.WordList;
import java.util.List;

/** Something an operator can answer on the call. */
public record Question(String item, String text, String answer) {

  public static List<Question> readAll() {
    return WordList.read("questions.txt").stream()
        .map(line -> new Question(line.get(0), line.get(1), line.get(2)))
        .toList();
  }
}
