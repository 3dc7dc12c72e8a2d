package cn.siduan.demo.family;

import cn.siduan.demo.people.IdCard;
import cn.siduan.demo.people.Sex;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Gives out identity numbers, each once. */
final class IdCards {

  private static final int PAIRS_A_DAY = 499;

  private final String areaCode;
  private final Map<LocalDate, Integer> given = new HashMap<>();

  IdCards(String areaCode) {
    this.areaCode = areaCode;
  }

  String next(LocalDate birthDate, Sex sex) {
    int nth = given.merge(birthDate, 1, Integer::sum);
    // 499 is prime: no pair comes up twice on one day, and every day begins elsewhere
    int pair = Math.floorMod(birthDate.toEpochDay() * 101 + nth * 37L, PAIRS_A_DAY);
    return IdCard.number(areaCode, birthDate, pair * 2 + (sex == Sex.MALE ? 1 : 2));
  }
}
