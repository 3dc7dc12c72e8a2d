package cn.siduan.demo.family;

import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.family.Member.Part;
import cn.siduan.demo.people.EmergencyContact;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Phone;
import cn.siduan.demo.people.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whom to call in an emergency: those of the household first, for elders also children who live
 * elsewhere.
 */
final class FamilyContacts {

  private static final int MOST = 3;

  private final Names names;
  private final PhoneBook book;
  private final LocalDate today;
  private final RandomGenerator random;

  FamilyContacts(Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    this.names = names;
    this.book = book;
    this.today = today;
    this.random = random;
  }

  /** One list for each member, in their order. */
  List<List<EmergencyContact>> of(List<Member> family, List<List<Phone>> phones) {
    List<EmergencyContact> elsewhere = elsewhere(family);
    return family.stream()
        .map(
            member ->
                Stream.concat(atHome(member, family, phones), elsewhere.stream())
                    .limit(MOST)
                    .toList())
        .toList();
  }

  private static Stream<EmergencyContact> atHome(
      Member member, List<Member> family, List<List<Phone>> phones) {
    return IntStream.range(0, family.size())
        .filter(i -> !family.get(i).equals(member) && family.get(i).age() >= 18)
        .boxed()
        .sorted(Comparator.comparing(i -> distance(member, family.get(i))))
        .map(
            i ->
                new EmergencyContact(
                    family.get(i).name(),
                    phones.get(i).getFirst().number(),
                    relation(member, family.get(i), family)));
  }

  /** Husband or wife first, then those of working age. */
  private static int distance(Member member, Member other) {
    return member.isSpouseOf(other) ? 0 : other.isElder() ? 2 : 1;
  }

  private List<EmergencyContact> elsewhere(List<Member> family) {
    List<EmergencyContact> contacts = new ArrayList<>();
    boolean onlyElders = family.stream().allMatch(m -> m.isElder() || m.age() < 18);
    if (onlyElders) {
      contacts.add(childElsewhere(family));
    }
    if (family.size() == 1 && Chance.happens(onlyElders ? 0.45 : 0.5, random)) {
      contacts.add(onlyElders ? neighbour() : friend(family.getFirst()));
    }
    return contacts;
  }

  /** Surnames go from father to child. */
  private EmergencyContact childElsewhere(List<Member> family) {
    Optional<Member> father = family.stream().filter(m -> m.part() == Part.GRANDFATHER).findFirst();
    boolean son = Chance.happens(0.5, random);
    int birthYear = Math.min(family.getFirst().birthDate().getYear() + 27, today.getYear() - 20);
    String surname =
        father.map(m -> Names.surnameOf(m.name())).orElseGet(() -> names.surname(random));
    return new EmergencyContact(
        surname + names.given(son ? Sex.MALE : Sex.FEMALE, birthYear, random),
        book.nextMobile(),
        son ? "儿子" : "女儿");
  }

  private EmergencyContact friend(Member member) {
    return new EmergencyContact(
        names.full(Sex.FEMALE, member.birthDate().getYear(), random), book.nextMobile(), "朋友");
  }

  private EmergencyContact neighbour() {
    return new EmergencyContact(
        names.full(Sex.FEMALE, today.getYear() - Chance.between(45, 70, random), random),
        book.nextMobile(),
        "邻居");
  }

  /** What the other one is to the member. */
  private static String relation(Member member, Member other, List<Member> family) {
    if (member.isSpouseOf(other)) {
      return "配偶";
    }
    boolean man = other.sex() == Sex.MALE;
    if (other.isChild()) {
      return member.isElder() ? (man ? "孙子" : "孙女") : member.isChild() ? "兄弟姐妹" : man ? "儿子" : "女儿";
    }
    if (other.isElder()) {
      return member.isChild() ? (man ? "祖父" : "祖母") : man ? "父亲" : "母亲";
    }
    if (member.isChild()) {
      return man ? "父亲" : "母亲";
    }
    boolean inLaw = !man && family.stream().anyMatch(m -> m.part() == Part.HUSBAND);
    return man ? "儿子" : inLaw ? "儿媳" : "女儿";
  }
}
