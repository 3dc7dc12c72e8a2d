package cn.siduan.demo.place;

import cn.siduan.demo.Chance;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Names of estates and roads, none twice in the district. */
final class EstateNames {

  private static final List<String> FIRST =
      words(
          "桂花 梧桐 紫荆 玉兰 海棠 石榴 香樟 金桂 芙蓉 丁香 春晖 秋实 朝霞 晚晴 明月 清风 和顺 安康 福满 吉祥",
          "如意 乐居 锦绣 翠湖 碧水 青松 红枫 白杨 绿柳 阳光 星河 云锦 书香 长乐 平安 永安 幸福 春江 映山 新风");
  private static final List<String> WALK_UP = words("新村 里 小区 坊 一村 二村 三村 弄");
  private static final List<String> WITH_LIFTS = words("苑 花园 名邸 公寓 华庭 家园 雅居 府");
  private static final List<String> ROADS =
      words("光明 朝阳 团结 友谊 育才 迎宾 新华 环城 滨河 建设 和平 胜利 东风 前进 青年 文化 健康 工农 长青 丰收", "平安 永兴 望江 安平");

  private final Iterator<String> walkUps;
  private final Iterator<String> towers;
  private final Iterator<String> roads;

  EstateNames(RandomGenerator random) {
    walkUps = Chance.shuffled(combined(FIRST, WALK_UP), random).iterator();
    towers = Chance.shuffled(combined(FIRST, WITH_LIFTS), random).iterator();
    roads = Chance.shuffled(combined(ROADS, words("路 街")), random).iterator();
  }

  String nextEstate(boolean lifts) {
    return lifts ? towers.next() : walkUps.next();
  }

  List<String> nextRoads(int count) {
    return Stream.generate(roads::next).limit(count).toList();
  }

  private static List<String> words(String... lines) {
    return List.of(String.join(" ", lines).split(" "));
  }

  private static List<String> combined(List<String> first, List<String> second) {
    return first.stream().flatMap(a -> second.stream().map(b -> a + b)).toList();
  }
}
