package cn.siduan.demo.plan;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Role;
import cn.siduan.demo.Chance;
import cn.siduan.demo.DemoDistrict;
import cn.siduan.demo.staff.Staff;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who takes the orders: any operator of the centre, a visitor of the community. */
record Desk(List<String> operators, Map<String, List<String>> visitorsByCommunity) {

  static Desk of(DemoDistrict district) {
    return new Desk(
        district.staff().stream().filter(s -> s.role() == Role.OPERATOR).map(Staff::login).toList(),
        district.staff().stream()
            .filter(s -> s.role() == Role.VISITOR)
            .collect(
                Collectors.groupingBy(
                    s -> Objects.requireNonNull(s.centreCode()),
                    Collectors.mapping(Staff::login, Collectors.toList()))));
  }

  @Nullable String takenBy(Channel channel, String community, RandomGenerator random) {
    return switch (channel) {
      case PHONE -> Chance.pick(operators, random);
      case VISIT -> Chance.pick(visitorsByCommunity.getOrDefault(community, List.of()), random);
      case WEB, APP, OPEN_API, SYSTEM -> null;
    };
  }
}
