package cn.siduan.demo.family;

import cn.siduan.demo.Chance;
import cn.siduan.demo.Digits;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.Weighted;
import cn.siduan.demo.people.CareFlag;
import cn.siduan.demo.people.Consent;
import cn.siduan.demo.people.EmergencyContact;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.HouseholdKind;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Phone;
import cn.siduan.demo.people.Resident;
import cn.siduan.demo.place.Estate;
import cn.siduan.demo.place.LayOutPlaces;
import cn.siduan.demo.place.Places;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Settles families in the estates until there are as many residents as asked for. */
public final class RegisterHouseholds {

  private final RandomGenerator random;
  private final Families families;
  private final FamilyPhones phones;
  private final FamilyContacts contacts;
  private final CareNeeds needs;
  private final IdCards idCards = new IdCards(LayOutPlaces.DISTRICT_CODE);
  private final Weighted<HouseholdKind> kinds =
      Weighted.of(List.of(HouseholdKind.values()), HouseholdKind::share);
  private int registered;

  private RegisterHouseholds(Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    this.random = random;
    this.families = new Families(names, today, random);
    this.phones = new FamilyPhones(book, random);
    this.contacts = new FamilyContacts(names, book, today, random);
    this.needs = new CareNeeds(random);
  }

  public static List<Household> register(
      int residents,
      Places places,
      Names names,
      PhoneBook book,
      LocalDate today,
      RandomGenerator random) {
    return new RegisterHouseholds(names, book, today, random).settle(residents, places);
  }

  private List<Household> settle(int residents, Places places) {
    List<Household> households = new ArrayList<>();
    List<Estate> estates = places.estates();
    while (registered < residents) {
      HouseholdKind kind = kinds.draw(random);
      if (kind.mostPeople() > residents - registered) {
        kind = HouseholdKind.ELDER_ALONE;
      }
      int nth = households.size();
      households.add(household(nth, kind, estates.get(nth % estates.size()), nth / estates.size()));
    }
    return List.copyOf(households);
  }

  private Household household(int nth, HouseholdKind kind, Estate estate, int flat) {
    String code = "H" + Digits.padded(nth + 1, 5);
    List<Member> family = families.found(kind);
    List<List<Phone>> familyPhones = phones.of(family, kind);
    List<List<EmergencyContact>> familyContacts = contacts.of(family, familyPhones);
    List<Resident> residents = new ArrayList<>();
    for (int i = 0; i < family.size(); i++) {
      Member member = family.get(i);
      residents.add(resident(code, member, kind, familyPhones.get(i), familyContacts.get(i)));
    }
    return new Household(
        code,
        kind,
        estate.address(flat),
        estate.gridCode(),
        estate.communityCode(),
        estate.position(flat),
        List.copyOf(residents));
  }

  private Resident resident(
      String householdCode,
      Member member,
      HouseholdKind kind,
      List<Phone> own,
      List<EmergencyContact> contacts) {
    Set<CareFlag> flags = needs.flags(member, kind);
    boolean consents = Chance.happens(0.97, random);
    boolean careCalls =
        consents && member.isElder() && Chance.happens(kind.isOfElders() ? 0.75 : 0.25, random);
    return new Resident(
        "R" + Digits.padded(++registered, 5),
        householdCode,
        member.name(),
        member.sex(),
        member.birthDate(),
        idCards.next(member.birthDate(), member.sex()),
        own,
        contacts,
        flags,
        new Consent(consents, careCalls, Chance.happens(0.04, random)),
        needs.healthNote(member, flags),
        needs.note(flags));
  }
}
