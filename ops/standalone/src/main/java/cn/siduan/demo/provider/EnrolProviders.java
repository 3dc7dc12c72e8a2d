package cn.siduan.demo.provider;

import cn.siduan.demo.Chance;
import cn.siduan.demo.PhoneBook;
import cn.siduan.demo.people.Names;
import cn.siduan.demo.people.Sex;
import cn.siduan.demo.place.Area;
import cn.siduan.demo.place.Estate;
import cn.siduan.demo.place.Places;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Spreads the providers of every trade over the district. */
public final class EnrolProviders {

  private final Places places;
  private final Names names;
  private final PhoneBook book;
  private final LocalDate today;
  private final RandomGenerator random;
  private final List<Provider> providers = new ArrayList<>();

  private EnrolProviders(
      Places places, Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    this.places = places;
    this.names = names;
    this.book = book;
    this.today = today;
    this.random = random;
  }

  public static List<Provider> enrol(
      Places places, Names names, PhoneBook book, LocalDate today, RandomGenerator random) {
    EnrolProviders enrolment = new EnrolProviders(places, names, book, today, random);
    Trade.readAll().forEach(enrolment::enrol);
    return List.copyOf(enrolment.providers);
  }

  private void enrol(Trade trade) {
    ProviderNames tradeNames = new ProviderNames(trade, random);
    for (int nth = 0; nth < trade.count(); nth++) {
      int home = home(trade, nth);
      Area subdistrict = places.subdistricts().get(home);
      List<Area> communities = places.listCommunitiesOf(subdistrict);
      Area community = communities.get((nth * 3 + nth / 8) % communities.size());
      providers.add(
          provider(trade, nth, tradeNames.name(nth, subdistrict, community), home, community));
    }
  }

  /** The few are spread evenly, the many go round. */
  private int home(Trade trade, int nth) {
    int all = places.subdistricts().size();
    return trade.count() < all ? nth * all / trade.count() : nth % all;
  }

  private Provider provider(Trade trade, int nth, String name, int home, Area community) {
    Estate estate = Chance.pick(places.listEstatesOf(community), random);
    String code = "P%03d".formatted(providers.size() + 1);
    OfferChannel offers = offerChannel(trade);
    return new Provider(
        code,
        trade.code(),
        name,
        trade.kind(),
        community.code(),
        names.full(
            Chance.happens(0.5, random) ? Sex.FEMALE : Sex.MALE,
            today.getYear() - Chance.between(28, 60, random),
            random),
        book.nextLandline(),
        estate.prefix() + estate.road() + Chance.between(1, 399, random) + "号",
        estate.ground().at(random.nextDouble(), random.nextDouble()),
        trade.items(),
        areas(trade, home, community),
        trade.calendar(),
        trade.hours().opening(),
        Chance.between(trade.fewestWorkers(), trade.mostWorkers(), random) * 2,
        certificates(trade, nth),
        starRating(),
        offers,
        "");
  }

  private List<String> areas(Trade trade, int home, Area community) {
    List<Area> all = places.subdistricts();
    return switch (trade.coverage()) {
      case DISTRICT -> List.of(places.district().code());
      case SUBDISTRICT -> List.of(all.get(home).code());
      case SUBDISTRICTS ->
          IntStream.range(0, Chance.between(2, 3, random))
              .mapToObj(i -> all.get((home + i) % all.size()).code())
              .toList();
      case COMMUNITIES -> {
        List<Area> near = places.listCommunitiesOf(all.get(home));
        int first = near.indexOf(community);
        yield IntStream.range(0, Chance.between(3, 5, random))
            .mapToObj(i -> near.get((first + i) % near.size()).code())
            .toList();
      }
    };
  }

  private OfferChannel offerChannel(Trade trade) {
    double draw = random.nextDouble();
    return switch (trade.kind()) {
      case DEPARTMENT -> OfferChannel.SCREEN;
      case VOLUNTEER_TEAM -> draw < 0.6 ? OfferChannel.SCREEN : OfferChannel.TELEPHONE;
      // none by webhook: there is no system of a provider here that would answer
      case ORGANISATION -> draw < 0.65 ? OfferChannel.SCREEN : OfferChannel.TELEPHONE;
    };
  }

  /**
   * Some let a certificate lapse; never the first two of a trade, so that every item can be had.
   */
  private List<Certificate> certificates(Trade trade, int nth) {
    boolean careful = nth < 2 || trade.kind() != ProviderKind.ORGANISATION;
    return trade.skills().stream()
        .map(
            skill ->
                new Certificate(
                    skill.code(),
                    "证字第%d-%06d号"
                        .formatted(
                            today.getYear() - Chance.between(1, 3, random),
                            random.nextInt(1_000_000)),
                    skill.expires() ? today.plusDays(daysLeft(careful)) : null))
        .toList();
  }

  private int daysLeft(boolean careful) {
    if (!careful && Chance.happens(0.06, random)) {
      return -Chance.between(1, 120, random);
    }
    return Chance.happens(0.06, random)
        ? Chance.between(3, 30, random)
        : Chance.between(31, 1000, random);
  }

  private double starRating() {
    double stars = random.nextGaussian(4.2, 0.6);
    return Math.round(Math.clamp(stars, 1.0, 5.0) * 10) / 10.0;
  }
}
