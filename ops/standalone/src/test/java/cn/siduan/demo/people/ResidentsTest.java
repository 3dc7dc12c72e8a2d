package cn.siduan.demo.people;

import static cn.siduan.demo.Districts.DISTRICT;
import static cn.siduan.demo.Districts.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResidentsTest {

  private final List<Resident> residents = DISTRICT.residents().toList();

  @Test
  void every_id_number_has_a_right_check_digit() {
    assertThat(residents)
        .extracting(Resident::idCard)
        .allSatisfy(
            number -> {
              assertThat(number).hasSize(18);
              assertThat(number.charAt(17)).isEqualTo(IdCard.checkDigit(number.substring(0, 17)));
            });
  }

  @Test
  void no_id_number_can_be_anybodys() {
    assertThat(residents)
        .extracting(Resident::idCard)
        .doesNotHaveDuplicates()
        .allMatch(number -> number.startsWith("990101"));
  }

  @Test
  void id_numbers_tell_birth_date_and_sex() {
    assertThat(residents)
        .allSatisfy(
            resident -> {
              String born = resident.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE);
              assertThat(resident.idCard().substring(6, 14)).isEqualTo(born);
              assertThat((resident.idCard().charAt(16) - '0') % 2 == 1)
                  .isEqualTo(resident.sex() == Sex.MALE);
            });
  }

  @Test
  void everybody_can_be_telephoned_at_a_number_that_nobody_has() {
    Stream<String> numbers =
        residents.stream()
            .flatMap(
                r ->
                    Stream.concat(
                        r.phones().stream().map(Phone::number),
                        r.contacts().stream().map(EmergencyContact::phone)));
    assertThat(numbers).allMatch(number -> number.matches("154[0-9]{8}|0300[0-9]{7}"));
    assertThat(residents).noneMatch(resident -> resident.phones().isEmpty());
  }

  @Test
  void a_mobile_of_ones_own_is_nobody_elses() {
    assertThat(residents.stream().flatMap(r -> r.phones().stream()))
        .filteredOn(phone -> phone.label().equals("本人手机"))
        .extracting(Phone::number)
        .doesNotHaveDuplicates();
  }

  @Test
  void three_generations_often_share_one_telephone() {
    assertThat(DISTRICT.households())
        .filteredOn(h -> h.kind() == HouseholdKind.THREE_GENERATIONS)
        .filteredOn(
            h ->
                h.residents().stream()
                    .map(r -> r.phones().stream().map(Phone::number).toList())
                    .reduce((a, b) -> a.stream().filter(b::contains).toList())
                    .filter(shared -> !shared.isEmpty())
                    .isPresent())
        .hasSizeGreaterThan(1_000);
  }

  @Test
  void elders_living_alone_have_somebody_to_call_in_an_emergency() {
    assertThat(residents)
        .filteredOn(r -> r.careFlags().contains(CareFlag.LIVES_ALONE))
        .hasSizeGreaterThan(2_000)
        .allMatch(r -> !r.contacts().isEmpty() && r.ageOn(TODAY) >= 60);
  }

  @Test
  void children_bear_the_surname_of_the_man_of_the_house() {
    assertThat(DISTRICT.households())
        .filteredOn(h -> h.kind() == HouseholdKind.COUPLE_WITH_CHILDREN)
        .allSatisfy(
            h -> {
              String surname = Names.surnameOf(h.residents().getFirst().name());
              assertThat(h.residents().subList(2, h.residents().size()))
                  .allMatch(child -> child.name().startsWith(surname));
            });
  }

  @Test
  void every_care_flag_occurs() {
    assertThat(residents.stream().flatMap(r -> r.careFlags().stream())).contains(CareFlag.values());
  }

  @Test
  void nobody_is_called_who_has_not_agreed() {
    assertThat(residents)
        .filteredOn(r -> r.consent().careCalls())
        .hasSizeGreaterThan(1_000)
        .allMatch(r -> r.consent().data());
  }
}
