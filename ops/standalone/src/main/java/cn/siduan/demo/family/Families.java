package cn.siduan.demo.family;

import cn.siduan.demo.Chance;
import cn.siduan.demo.family.Member.Part;
import cn.siduan.demo.people.HouseholdKind;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes families: ages that fit together, surnames handed down. */
final class Families {

  private static final int OLDEST = 101;

  private final Names names;
  private final LocalDate today;
  private final RandomGenerator random;

  Families(Names names, LocalDate today, RandomGenerator random) {
    this.names = names;
    this.today = today;
    this.random = random;
  }

  List<Member> found(HouseholdKind kind) {
    String surname = names.surname(random);
    return switch (kind) {
      case ELDER_ALONE -> List.of(oneElder(surname, elderAge(64)));
      case ELDER_COUPLE -> elderCouple(surname, elderAge(62));
      case ELDER_WITH_ADULT_CHILD -> elderWithChild(surname);
      case GRANDPARENTS_WITH_CHILD -> grandparentsWithChild(surname);
      case THREE_GENERATIONS -> threeGenerations(surname);
      case COUPLE -> couple(surname, Chance.between(26, 61, random));
      case COUPLE_WITH_CHILDREN -> {
        int age = Chance.between(27, 56, random);
        List<Member> family = new ArrayList<>(couple(surname, age));
        family.addAll(children(surname, age));
        yield family;
      }
      case SINGLE_PARENT -> {
        int age = Chance.between(28, 50, random);
        boolean mother = Chance.happens(0.75, random);
        List<Member> family = new ArrayList<>();
        family.add(adult(mother ? Part.WIFE : Part.HUSBAND, surname, age));
        family.addAll(children(mother ? names.surname(random) : surname, age));
        yield family;
      }
      case SINGLE ->
          List.of(
              adult(
                  Chance.happens(0.5, random) ? Part.WIFE : Part.HUSBAND,
                  surname,
                  Chance.between(22, 60, random)));
    };
  }

  private List<Member> elderWithChild(String surname) {
    Member elder = oneElder(surname, elderAge(72));
    Part part = Chance.happens(0.5, random) ? Part.HUSBAND : Part.WIFE;
    int age = Math.min(elder.age() - Chance.between(23, 32, random), 66);
    String childSurname = elder.part() == Part.GRANDFATHER ? surname : names.surname(random);
    return List.of(elder, adult(part, childSurname, age));
  }

  private List<Member> grandparentsWithChild(String surname) {
    int age = Chance.between(57, 74, random);
    List<Member> family = new ArrayList<>();
    if (Chance.happens(0.6, random)) {
      family.addAll(elderCouple(surname, age));
    } else {
      family.add(elder(Part.GRANDMOTHER, names.surname(random), age));
    }
    family.add(child(surname, Chance.between(1, 15, random)));
    return family;
  }

  private List<Member> threeGenerations(String surname) {
    int age = Chance.between(29, 52, random);
    int elderAge = age + Chance.between(23, 31, random);
    List<Member> family = new ArrayList<>();
    family.addAll(
        Chance.happens(0.5, random)
            ? elderCouple(surname, elderAge)
            : List.of(oneElder(surname, elderAge)));
    family.addAll(couple(surname, age));
    family.addAll(children(surname, age));
    return family;
  }

  private List<Member> elderCouple(String surname, int husbandsAge) {
    return List.of(
        elder(Part.GRANDFATHER, surname, husbandsAge),
        elder(
            Part.GRANDMOTHER,
            names.surname(random),
            Math.max(55, husbandsAge - Chance.between(-2, 6, random))));
  }

  /** Women outlive men. */
  private Member oneElder(String surname, int age) {
    return Chance.happens(age < 75 ? 0.58 : 0.68, random)
        ? elder(Part.GRANDMOTHER, names.surname(random), age)
        : elder(Part.GRANDFATHER, surname, age);
  }

  private List<Member> couple(String surname, int husbandsAge) {
    return List.of(
        adult(Part.HUSBAND, surname, husbandsAge),
        adult(
            Part.WIFE,
            names.surname(random),
            Math.max(22, husbandsAge - Chance.between(-2, 5, random))));
  }

  private List<Member> children(String surname, int parentsAge) {
    int eldest = Math.min(Math.max(0, parentsAge - Chance.between(24, 32, random)), 25);
    List<Member> children = new ArrayList<>();
    children.add(child(surname, eldest));
    if (eldest >= 2 && Chance.happens(0.24, random)) {
      children.add(child(surname, Math.max(0, eldest - Chance.between(2, 6, random))));
    }
    return children;
  }

  /** From the youngest age on ever fewer, few of them over ninety. */
  private int elderAge(int from) {
    return from + (int) ((97 - from) * Math.pow(random.nextDouble(), 2.1));
  }

  private Member elder(Part part, String surname, int age) {
    return member(part, part == Part.GRANDMOTHER ? Sex.FEMALE : Sex.MALE, surname, age);
  }

  private Member adult(Part part, String surname, int age) {
    return member(part, part == Part.WIFE ? Sex.FEMALE : Sex.MALE, surname, age);
  }

  private Member child(String surname, int age) {
    return member(Part.CHILD, Chance.happens(0.47, random) ? Sex.FEMALE : Sex.MALE, surname, age);
  }

  private Member member(Part part, Sex sex, String surname, int age) {
    int years = Math.min(age, OLDEST);
    LocalDate born = today.minusYears(years).minusDays(random.nextInt(364));
    return new Member(part, surname + names.given(sex, born.getYear(), random), sex, born, years);
  }
}
