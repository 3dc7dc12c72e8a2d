package cn.siduan.demo.people;

import cn.siduan.demo.place.Position;
import java.util.List;

public record Household(
    String code,
    HouseholdKind kind,
    String address,
    String gridCode,
    String communityCode,
    Position position,
    List<Resident> residents) {}
