package cn.siduan.demo.people;

import cn.siduan.demo.Chance;
import cn.siduan.demo.Weighted;
import cn.siduan.demo.WordList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Han names as they are: a few surnames for most, given names after the fashion of the year of
 * birth.
 */
public final class Names {

  private static final Set<String> TWO_SYLLABLES = Set.of("欧阳", "上官", "诸葛", "司马");

  private record Surname(String text, double weight) {}

  private record Fashion(List<String> whole, List<String> first, List<String> second) {}

  private final Weighted<Surname> surnames;
  private final Map<Sex, NavigableMap<Integer, Fashion>> fashions;

  private Names(Weighted<Surname> surnames, Map<Sex, NavigableMap<Integer, Fashion>> fashions) {
    this.surnames = surnames;
    this.fashions = fashions;
  }

  public static Names read() {
    List<Surname> surnames =
        WordList.read("surnames.txt").stream()
            .map(line -> line.getFirst().split(" "))
            .map(pair -> new Surname(pair[0], Double.parseDouble(pair[1])))
            .toList();
    Map<Sex, NavigableMap<Integer, Fashion>> fashions =
        WordList.read("given-names.txt").stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get(1).equals("F") ? Sex.FEMALE : Sex.MALE,
                    Collectors.toMap(
                        line -> Integer.parseInt(line.getFirst()),
                        line ->
                            new Fashion(
                                WordList.parts(line.get(2), " "),
                                WordList.parts(line.get(3), ""),
                                WordList.parts(line.get(4), "")),
                        (a, _) -> a,
                        TreeMap::new)));
    return new Names(Weighted.of(surnames, Surname::weight), fashions);
  }

  public String surname(RandomGenerator random) {
    return surnames.draw(random).text();
  }

  public String given(Sex sex, int birthYear, RandomGenerator random) {
    NavigableMap<Integer, Fashion> ofSex = fashions.getOrDefault(sex, new TreeMap<>());
    Map.Entry<Integer, Fashion> entry = ofSex.floorEntry(Math.max(birthYear, ofSex.firstKey()));
    Fashion fashion = entry.getValue();
    if (Chance.happens(0.3, random)) {
      return Chance.pick(fashion.whole(), random);
    }
    String first = Chance.pick(fashion.first(), random);
    String second = Chance.pick(fashion.second(), random);
    return first.equals(second) ? first : first + second;
  }

  public static String surnameOf(String name) {
    return TWO_SYLLABLES.contains(name.substring(0, 2))
        ? name.substring(0, 2)
        : name.substring(0, 1);
  }

  public String full(Sex sex, int birthYear, RandomGenerator random) {
    return surname(random) + given(sex, birthYear, random);
  }
}
