package cn.siduan.demo.demand;

import cn.siduan.contract.Channel;
import cn.siduan.demo.Chance;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.people.CareFlag;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.Resident;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who uses which channel. */
public final class Callers {

  private static final Set<CareFlag> FRAIL =
      Set.of(
          CareFlag.LIVES_ALONE,
          CareFlag.WHEELCHAIR,
          CareFlag.BEDRIDDEN,
          CareFlag.DEMENTIA,
          CareFlag.LOW_VISION);
  private static final int REGULARS = 300;

  private final LocalDate today;
  private final List<Caller> adults;
  private final List<Caller> elders;
  private final List<Caller> frail;
  private final List<Caller> parents;
  private final List<Caller> regulars;

  public Callers(DemoDistrict district, RandomGenerator random) {
    today = district.today();
    List<Caller> grownUps =
        district.households().stream()
            .flatMap(h -> h.residents().stream().map(r -> Caller.self(r, h)))
            .filter(c -> c.resident().ageOn(today) >= 18)
            .toList();
    elders = grownUps.stream().filter(c -> isElder(c.resident())).toList();
    adults = grownUps.stream().filter(c -> !isElder(c.resident())).toList();
    frail = elders.stream().filter(Callers::isFrail).toList();
    Set<String> withChildren =
        district.households().stream()
            .filter(h -> h.residents().stream().anyMatch(r -> r.ageOn(today) < 12))
            .map(Household::code)
            .collect(Collectors.toSet());
    parents = adults.stream().filter(c -> withChildren.contains(c.household().code())).toList();
    regulars =
        Stream.generate(() -> Chance.pick(elders, random)).distinct().limit(REGULARS).toList();
  }

  public Caller draw(Channel channel, Asker asker, RandomGenerator random) {
    Caller caller = Chance.pick(group(channel, asker, random), random);
    Resident resident = caller.resident();
    boolean helped =
        resident.careFlags().contains(CareFlag.DEMENTIA)
            || (channel != Channel.PHONE && isElder(resident) && Chance.happens(0.3, random));
    return helped && !resident.contacts().isEmpty()
        ? caller.through(resident.contacts().getFirst())
        : caller;
  }

  private List<Caller> group(Channel channel, Asker asker, RandomGenerator random) {
    if (asker == Asker.PARENT) {
      return parents;
    }
    if (channel == Channel.VISIT) {
      return frail;
    }
    boolean elder =
        asker == Asker.ELDER || (channel == Channel.PHONE && Chance.happens(0.6, random));
    return !elder ? adults : Chance.happens(0.2, random) ? regulars : elders;
  }

  private boolean isElder(Resident resident) {
    return resident.ageOn(today) >= 65;
  }

  private static boolean isFrail(Caller caller) {
    return caller.resident().careFlags().stream().anyMatch(FRAIL::contains);
  }
}
