package cn.siduan.demo.provider;

import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Gives every provider workers, in proportion to its capacity, as many in all as asked for. */
public final class HireWorkers {

  private static final Set<String> MOSTLY_WOMEN =
      Set.of("HOUSEKEEPING", "ELDER_CARE", "DAY_CARE", "MATERNITY", "NURSERY", "NURSING", "ESCORT");
  private static final Set<String> MOSTLY_MEN =
      Set.of(
          "PLUMBING",
          "LOCKSMITH",
          "APPLIANCE_CLEANING",
          "APPLIANCE_REPAIR",
          "BUILDING",
          "MOVING",
          "RECYCLING",
          "LIFTS",
          "WATER",
          "POWER",
          "GAS",
          "HEATING",
          "RESCUE");

  private final Names names;
  private final PhoneBook book;
  private final LocalDate today;
  private final RandomGenerator random;

  private HireWorkers(Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    this.names = names;
    this.book = book;
    this.today = today;
    this.random = random;
  }

  public static List<Worker> hire(
      int count,
      List<Provider> providers,
      Names names,
      PhoneBook book,
      LocalDate today,
      RandomGenerator random) {
    return new HireWorkers(names, book, today, random).all(count, providers);
  }

  private List<Worker> all(int count, List<Provider> providers) {
    long capacity = providers.stream().mapToLong(Provider::capacity).sum();
    // everybody has one; the rest are dealt out by what is due up to each provider, so that they
    // add up
    int rest = count - providers.size();
    List<Worker> workers = new ArrayList<>();
    long upTo = 0;
    for (int i = 0; i < providers.size(); i++) {
      upTo += providers.get(i).capacity();
      long due = i + 1 + upTo * rest / capacity;
      while (workers.size() < due) {
        workers.add(worker("W%04d".formatted(workers.size() + 1), providers.get(i)));
      }
    }
    return List.copyOf(workers);
  }

  private Worker worker(String code, Provider provider) {
    double women =
        MOSTLY_WOMEN.contains(provider.trade())
            ? 0.93
            : MOSTLY_MEN.contains(provider.trade()) ? 0.04 : 0.5;
    Sex sex = Chance.happens(women, random) ? Sex.FEMALE : Sex.MALE;
    int born = today.getYear() - Chance.between(21, 58, random);
    return new Worker(
        code,
        provider.code(),
        names.full(sex, born, random),
        sex,
        book.nextMobile(),
        skills(provider));
  }

  private List<String> skills(Provider provider) {
    List<String> all = provider.certificates().stream().map(Certificate::skill).toList();
    return all.size() < 2 || Chance.happens(0.6, random)
        ? all
        : Chance.shuffled(all, random).subList(0, Chance.between(1, all.size() - 1, random));
  }
}
