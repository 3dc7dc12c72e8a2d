package cn.siduan.demo.provider;

import static cn.siduan.demo.Districts.DISTRICT;
import static cn.siduan.demo.Districts.TODAY;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.demo.config.CatalogueFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  private final List<Provider> providers = DISTRICT.providers();

  @Test
  void every_item_of_the_catalogue_is_offered_by_somebody_with_the_certificates_it_asks_for() {
    assertThat(CatalogueFile.items())
        .allSatisfy(
            item ->
                assertThat(providers)
                    .filteredOn(p -> p.items().contains(item.path("code").asText()))
                    .isNotEmpty()
                    .anyMatch(
                        p ->
                            p.isCertifiedOn(TODAY)
                                && skills(p).containsAll(CatalogueFile.skills(item))));
  }

  @Test
  void nobody_offers_what_the_catalogue_does_not_know() {
    List<String> codes =
        CatalogueFile.items().stream().map(item -> item.path("code").asText()).toList();
    assertThat(providers).allMatch(p -> codes.containsAll(p.items()));
  }

  @Test
  void certificates_are_of_skills_in_the_catalogue_and_expire_as_those_do() {
    Map<String, Integer> months =
        CatalogueFile.skills().stream()
            .collect(toMap(s -> s.path("code").asText(), s -> s.path("valid_months").asInt()));
    assertThat(providers.stream().flatMap(p -> p.certificates().stream()))
        .allSatisfy(
            c -> {
              assertThat(months).containsKey(c.skill());
              assertThat(c.expiresOn() == null).isEqualTo(months.get(c.skill()) == 0);
            });
  }

  @Test
  void some_certificates_have_expired_and_some_soon_will() {
    assertThat(providers).filteredOn(p -> !p.isCertifiedOn(TODAY)).hasSizeBetween(3, 40);
    assertThat(providers)
        .filteredOn(p -> p.isCertifiedOn(TODAY) && !p.isCertifiedOn(TODAY.plusDays(30)))
        .isNotEmpty();
  }

  @Test
  void every_community_is_served_with_meals_repairs_care_and_rescue() {
    assertThat(DISTRICT.places().communities())
        .allSatisfy(
            community ->
                assertThat(
                        Set.of("0201", "0501", "0703", "1101", "1001").stream()
                            .filter(
                                item ->
                                    providers.stream()
                                        .anyMatch(
                                            p ->
                                                p.items().contains(item)
                                                    && p.serves(community.code()))))
                    .hasSize(5));
  }

  @Test
  void stars_are_one_to_five() {
    assertThat(providers).allMatch(p -> p.starRating() >= 1 && p.starRating() <= 5);
  }

  @Test
  void no_two_providers_have_one_name() {
    assertThat(providers).extracting(Provider::name).doesNotHaveDuplicates();
  }

  @Test
  void offers_go_to_screens_and_telephones_and_never_to_a_system_that_is_not_there() {
    assertThat(providers)
        .extracting(Provider::offerChannel)
        .contains(OfferChannel.SCREEN, OfferChannel.TELEPHONE)
        .doesNotContain(OfferChannel.WEBHOOK);
  }

  @Test
  void workers_have_skills_of_their_provider_and_every_provider_has_workers() {
    Map<String, Provider> byCode = providers.stream().collect(toMap(Provider::code, p -> p));
    assertThat(DISTRICT.workers())
        .allMatch(w -> skills(byCode.get(w.providerCode())).containsAll(w.skills()));
    assertThat(DISTRICT.workers()).extracting(Worker::providerCode).containsAll(byCode.keySet());
  }

  private static List<String> skills(Provider provider) {
    return provider.certificates().stream().map(Certificate::skill).toList();
  }
}
