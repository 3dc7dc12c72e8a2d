package cn.siduan.demo;

import static cn.siduan.demo.Districts.DISTRICT;
import static cn.siduan.demo.Districts.TODAY;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import cn.siduan.contract.Role;
import cn.siduan.demo.staff.Staff;
import org.junit.jupiter.api.Test;

class DemoDistrictTest {

  @Test
  void the_same_seed_gives_the_same_district() {
    assertThat(DemoDistrict.generate(1, TODAY)).isEqualTo(DISTRICT);
  }

  @Test
  void another_seed_gives_another_district() {
    assertThat(DemoDistrict.generate(2, TODAY).households()).isNotEqualTo(DISTRICT.households());
  }

  @Test
  void it_has_the_size_of_a_district() {
    assertThat(DISTRICT.places().subdistricts()).hasSize(8);
    assertThat(DISTRICT.places().communities()).hasSize(64);
    assertThat(DISTRICT.providers()).hasSize(300);
    assertThat(DISTRICT.workers()).hasSize(2_000);
    assertThat(DISTRICT.residents()).hasSize(50_000);
  }

  @Test
  void it_is_staffed() {
    assertThat(DISTRICT.staff().stream().collect(groupingBy(Staff::role, counting())))
        .containsEntry(Role.OPERATOR, 40L)
        .containsEntry(Role.SUPERVISOR, 6L)
        .containsEntry(Role.ADMINISTRATOR, 3L)
        .containsEntry(Role.PROVIDER_DISPATCHER, 300L)
        .containsEntry(Role.VISITOR, 72L);
  }

  @Test
  void every_community_has_a_visitor() {
    assertThat(DISTRICT.staff().stream().filter(s -> s.role() == Role.VISITOR))
        .extracting(Staff::centreCode)
        .containsAll(DISTRICT.places().communities().stream().map(c -> c.code()).toList());
  }

  @Test
  void no_two_accounts_have_one_login() {
    assertThat(DISTRICT.staff()).extracting(Staff::login).doesNotHaveDuplicates();
  }
}
