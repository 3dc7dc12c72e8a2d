package cn.siduan.demo.family;

import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.people.HouseholdKind;
import cn.siduan.demo.people.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Who can be reached at which number: a landline that all share, mobiles of their own or of a
 * relative.
 */
final class FamilyPhones {

  private static final String OWN = "本人手机";
  private static final String SHARED = "家庭座机";
  private static final String RELATIVES = "家属手机";

  private final PhoneBook book;
  private final RandomGenerator random;

  FamilyPhones(PhoneBook book, RandomGenerator random) {
    this.book = book;
    this.random = random;
  }

  /** One list for each member, in their order; nobody goes without. */
  List<List<Phone>> of(List<Member> family, HouseholdKind kind) {
    List<Optional<String>> mobiles =
        family.stream()
            .map(
                m -> hasMobile(m.age()) ? Optional.of(book.nextMobile()) : Optional.<String>empty())
            .toList();
    Optional<String> relatives =
        family.stream()
            .filter(m -> !m.isChild() && !m.isElder())
            .flatMap(m -> mobiles.get(family.indexOf(m)).stream())
            .findFirst();
    boolean landline =
        Chance.happens(landlineShare(kind), random)
            || (relatives.isEmpty() && mobiles.contains(Optional.<String>empty()));
    String shared = landline ? book.nextLandline() : "";
    return mobiles.stream().map(own -> phones(own, shared, relatives)).toList();
  }

  private static List<Phone> phones(
      Optional<String> own, String shared, Optional<String> relatives) {
    List<Phone> phones = new ArrayList<>();
    own.ifPresent(number -> phones.add(new Phone(number, OWN)));
    if (!shared.isEmpty()) {
      phones.add(new Phone(shared, SHARED));
    }
    if (own.isEmpty()) {
      relatives.ifPresent(number -> phones.add(new Phone(number, RELATIVES)));
    }
    return List.copyOf(phones);
  }

  private static double landlineShare(HouseholdKind kind) {
    return switch (kind) {
      case ELDER_ALONE, ELDER_COUPLE, ELDER_WITH_ADULT_CHILD -> 0.6;
      case GRANDPARENTS_WITH_CHILD, THREE_GENERATIONS -> 0.5;
      case COUPLE, COUPLE_WITH_CHILDREN, SINGLE_PARENT -> 0.12;
      case SINGLE -> 0.04;
    };
  }

  private boolean hasMobile(int age) {
    if (age < 10) {
      return false;
    }
    double share = age < 16 ? 0.4 : age < 70 ? 1 : age < 80 ? 0.82 : 0.55;
    return Chance.happens(share, random);
  }
}
