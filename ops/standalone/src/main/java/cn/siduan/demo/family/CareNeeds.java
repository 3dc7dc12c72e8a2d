package cn.siduan.demo.family;

import static cn.siduan.demo.people.CareFlag.BEDRIDDEN;
import static cn.siduan.demo.people.CareFlag.DEMENTIA;
import static cn.siduan.demo.people.CareFlag.DIALECT;
import static cn.siduan.demo.people.CareFlag.DISABILITY;
import static cn.siduan.demo.people.CareFlag.EMPTY_NEST;
import static cn.siduan.demo.people.CareFlag.HARD_OF_HEARING;
import static cn.siduan.demo.people.CareFlag.LIVES_ALONE;
import static cn.siduan.demo.people.CareFlag.LOW_VISION;
import static cn.siduan.demo.people.CareFlag.MINIMUM_LIVING;
import static cn.siduan.demo.people.CareFlag.WHEELCHAIR;

import cn.siduan.demo.Chance;
import cn.siduan.demo.people.CareFlag;
import cn.siduan.demo.people.HouseholdKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Care flags, health notes and remarks, more of them with age. */
final class CareNeeds {

  private static final List<String> ILLNESSES =
      List.of(
          "高血压，每日服硝苯地平",
          "二型糖尿病，餐前注射胰岛素",
          "冠心病，支架术后，随身带硝酸甘油",
          "脑梗后遗症，左侧肢体无力",
          "髋关节置换术后，行走缓慢",
          "慢阻肺，上楼气促，家中有制氧机",
          "帕金森病，动作迟缓，易跌倒",
          "骨质疏松，曾有腰椎骨折",
          "青光眼，按时滴药",
          "慢性肾病，每周二、四、六透析",
          "痛风，忌海鲜啤酒",
          "青霉素过敏");
  private static final List<String> LATER_ILLNESSES =
      List.of("高血压，规律服药", "甲状腺术后", "哮喘，备有吸入剂", "糖尿病，口服药", "头孢过敏");

  private final RandomGenerator random;

  CareNeeds(RandomGenerator random) {
    this.random = random;
  }

  Set<CareFlag> flags(Member member, HouseholdKind kind) {
    Set<CareFlag> flags = EnumSet.noneOf(CareFlag.class);
    if (kind == HouseholdKind.ELDER_ALONE) {
      flags.add(LIVES_ALONE);
    } else if (kind == HouseholdKind.ELDER_COUPLE) {
      flags.add(EMPTY_NEST);
    }
    int age = member.age();
    maybe(flags, HARD_OF_HEARING, age < 65 ? 0.002 : age < 80 ? 0.12 : 0.36);
    maybe(flags, LOW_VISION, age < 65 ? 0.003 : age < 80 ? 0.05 : 0.14);
    maybe(flags, DIALECT, age < 65 ? 0 : age < 80 ? 0.12 : 0.3);
    maybe(flags, DEMENTIA, age < 65 ? 0 : age < 80 ? 0.02 : 0.1);
    maybe(flags, WHEELCHAIR, age < 65 ? 0.004 : age < 80 ? 0.02 : 0.07);
    // who is bedridden lives with somebody
    maybe(flags, BEDRIDDEN, age < 75 || flags.contains(LIVES_ALONE) ? 0 : 0.03);
    maybe(
        flags, DISABILITY, flags.contains(WHEELCHAIR) || flags.contains(LOW_VISION) ? 0.6 : 0.008);
    maybe(flags, MINIMUM_LIVING, age < 60 ? 0.004 : 0.02);
    return Collections.unmodifiableSet(flags);
  }

  String healthNote(Member member, Set<CareFlag> flags) {
    if (flags.contains(DEMENTIA)) {
      return "认知障碍，傍晚易走失，随身有黄手环";
    }
    if (flags.contains(BEDRIDDEN)) {
      return "长期卧床，需两小时翻身一次，注意压疮";
    }
    if (member.age() >= 65) {
      return Chance.happens(0.42, random) ? Chance.pick(ILLNESSES, random) : "";
    }
    return member.age() >= 35 && Chance.happens(0.05, random)
        ? Chance.pick(LATER_ILLNESSES, random)
        : "";
  }

  String note(Set<CareFlag> flags) {
    if (flags.contains(HARD_OF_HEARING)) {
      return "听力差，请大声慢说";
    }
    if (flags.contains(DIALECT)) {
      return "只会说本地话";
    }
    return flags.contains(WHEELCHAIR) ? "开门慢，请多等一会儿" : "";
  }

  private void maybe(Set<CareFlag> flags, CareFlag flag, double probability) {
    if (Chance.happens(probability, random)) {
      flags.add(flag);
    }
  }
}
