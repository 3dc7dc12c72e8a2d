package cn.siduan.demo.staff;

import cn.siduan.contract.Role;
import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Sex;
import cn.siduan.demo.place.Area;
import cn.siduan.demo.place.Places;
import cn.siduan.demo.provider.Provider;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Appoints operators, supervisors and administrators, visitors in every community, a dispatcher at
 * every provider.
 */
public final class AppointStaff {

  private static final int OPERATORS = 40;
  private static final int SUPERVISORS = 6;
  private static final int ADMINISTRATORS = 3;

  private final Names names;
  private final PhoneBook book;
  private final LocalDate today;
  private final RandomGenerator random;
  private final List<Staff> staff = new ArrayList<>();

  private AppointStaff(Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    this.names = names;
    this.book = book;
    this.today = today;
    this.random = random;
  }

  public static List<Staff> appoint(
      Places places,
      List<Provider> providers,
      Names names,
      PhoneBook book,
      LocalDate today,
      RandomGenerator random) {
    return new AppointStaff(names, book, today, random).all(places, providers);
  }

  private List<Staff> all(Places places, List<Provider> providers) {
    String district = places.district().code();
    centre("op%02d", OPERATORS, Role.OPERATOR, district);
    centre("sup%d", SUPERVISORS, Role.SUPERVISOR, district);
    centre("admin%d", ADMINISTRATORS, Role.ADMINISTRATOR, district);
    int visitor = 0;
    for (Area community : places.communities()) {
      // the first community of a sub-district is the largest office and has two
      int here = community.code().endsWith("001") ? 2 : 1;
      for (int i = 0; i < here; i++) {
        add("v%03d".formatted(++visitor), Role.VISITOR, community.code());
      }
    }
    for (Provider provider : providers) {
      String login = provider.code().toLowerCase(Locale.ROOT);
      staff.add(
          new Staff(
              login,
              provider.contactName(),
              Role.PROVIDER_DISPATCHER,
              provider.phone(),
              null,
              provider.code()));
    }
    return List.copyOf(staff);
  }

  private void centre(String login, int count, Role role, String centreCode) {
    for (int i = 1; i <= count; i++) {
      add(login.formatted(i), role, centreCode);
    }
  }

  private void add(String login, Role role, String centreCode) {
    Sex sex = Chance.happens(0.7, random) ? Sex.FEMALE : Sex.MALE;
    int born = today.getYear() - Chance.between(23, 52, random);
    staff.add(
        new Staff(login, names.full(sex, born, random), role, book.nextMobile(), centreCode, null));
  }
}
