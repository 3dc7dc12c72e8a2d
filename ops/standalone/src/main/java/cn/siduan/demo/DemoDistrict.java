package cn.siduan.demo;

import cn.siduan.demo.family.RegisterHouseholds;
import cn.siduan.demo.people.Household;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Resident;
import cn.siduan.demo.place.LayOutPlaces;
import cn.siduan.demo.place.Places;
import cn.siduan.demo.provider.EnrolProviders;
import cn.siduan.demo.provider.HireWorkers;
import cn.siduan.demo.provider.Provider;
import cn.siduan.demo.provider.Worker;
import cn.siduan.demo.staff.AppointStaff;
import cn.siduan.demo.staff.Staff;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** 清晏区, a district that does not exist, with everybody in it. Nobody and nothing in it is real. */
public record DemoDistrict(
    long seed,
    LocalDate today,
    Places places,
    List<Provider> providers,
    List<Worker> workers,
    List<Staff> staff,
    List<Household> households) {

  public static final int RESIDENTS = 50_000;
  public static final int WORKERS = 2_000;

  /**
   * The same arguments give the same district.
   *
   * @param today the day on which ages are as they are meant to be and certificates just expired
   */
  public static DemoDistrict generate(long seed, LocalDate today) {
    SplittableRandom random = new SplittableRandom(seed);
    PhoneBook book = new PhoneBook(seed);
    Names names = Names.read();
    Places places = LayOutPlaces.layOut(random.split(), book);
    List<Provider> providers = EnrolProviders.enrol(places, names, book, today, random.split());
    List<Worker> workers = HireWorkers.hire(WORKERS, providers, names, book, today, random.split());
    List<Staff> staff = AppointStaff.appoint(places, providers, names, book, today, random.split());
    List<Household> households =
        RegisterHouseholds.register(RESIDENTS, places, names, book, today, random.split());
    return new DemoDistrict(seed, today, places, providers, workers, staff, households);
  }

  public Stream<Resident> residents() {
    return households.stream().flatMap(h -> h.residents().stream());
  }
}
