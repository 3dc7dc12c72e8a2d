package cn.siduan.demo.provider;

import cn.siduan.demo.Chance;
import cn.siduan.demo.place.Area;
import cn.siduan.demo.place.LayOutPlaces;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the providers of one trade are called, no two alike. */
final class ProviderNames {

  private static final List<String> BRANDS =
      List.of(
              "康乐 福满 巧手 邻里帮 安心 晚晴 常青 益民 惠民 便民 佳洁 万家 到家 好邻居 小蜜蜂 阳光 温馨 恒安 同心 百姓 金晖 孝心 暖心",
              "和悦 嘉德 瑞康 仁爱 颐年 松鹤 福寿 春晖 亲情 乐享 众和 诚信 快捷 顺达 鸿运 新风 蓝天 绿源 四海 长顺")
          .stream()
          .flatMap(line -> List.of(line.split(" ")).stream())
          .toList();

  private final Trade trade;
  private final List<String> brands;

  ProviderNames(Trade trade, RandomGenerator random) {
    this.trade = trade;
    this.brands = Chance.shuffled(BRANDS, random);
  }

  /** Departments and volunteers are called after their area, businesses as they please. */
  String name(int nth, Area subdistrict, Area community) {
    String suffix = trade.names().get(nth % trade.names().size());
    return switch (trade.kind()) {
      case ORGANISATION -> brands.get(nth) + suffix;
      case DEPARTMENT ->
          (trade.coverage() == Coverage.DISTRICT ? LayOutPlaces.DISTRICT_NAME : subdistrict.name())
              + suffix;
      case VOLUNTEER_TEAM -> community.name() + suffix;
    };
  }
}
