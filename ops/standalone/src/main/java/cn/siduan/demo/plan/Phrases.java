package cn.siduan.demo.plan;

import java.util.List;

/** What people say when something comes in between, and when it is done. */
record Phrases(
    List<String> returned,
    List<String> suspended,
    List<String> notCompleted,
    List<String> resolved,
    List<String> notResolved) {

  static final String NOT_SAMPLED = "未抽中回访";
  static final String EXPLAINED = "无法办理，已向居民说明";
  static final String DUPLICATE = "同一事项重复来电";

  private static final Phrases ABOUT_THINGS =
      new Phrases(
          List.of("属物业维修范围，应由物业承办", "现场需持证人员，本单位无此资质", "地址不在我方片区"),
          List.of("等待配件到货", "居民外出，约定改日上门", "需楼上住户配合，正在联系", "雨天无法施工"),
          List.of("设备已无法修复，建议更换", "需产权单位同意，居民未能提供", "三次上门无人应答", "管线老化须整体改造，已列入计划"),
          List.of("已修好，试用正常", "已完成，现场清理干净", "更换配件后恢复正常", "问题解决，已说明注意事项"),
          List.of("好了两天又坏了", "问题还在，没有处理彻底", "没有按约定时间来完"));
  private static final Phrases ABOUT_PEOPLE =
      new Phrases(
          List.of("居民要求更换服务人员", "所需服务超出本单位范围", "地址不在我方片区"),
          List.of("居民外出，约定改日上门", "居民住院，出院后继续", "等待家属到场", "等待居民补充材料"),
          List.of("三次上门无人应答", "居民身体状况不适合，建议就医", "居民未能提供所需材料", "家属不同意"),
          List.of("已完成，居民当面确认", "服务完成，家属在场", "已办妥，居民满意", "已完成，约好下次时间"),
          List.of("没有按约定时间来完", "服务人员提前走了", "问题没有解决，要求重办"));

  static Phrases about(String item) {
    return switch (item.substring(0, 2)) {
      case "05", "08", "10", "11" -> ABOUT_THINGS;
      default -> ABOUT_PEOPLE;
    };
  }

  List<String> declined() {
    return List.of("今天人手已满", "人员在外区，赶不过来", "不在服务范围", "时间安排不开");
  }

  List<String> cancelled() {
    return List.of("居民自行解决", "家人已处理", "时间不合适，改日再约", "价格原因");
  }

  List<String> chased() {
    return List.of("请问什么时候到", "已经等了半天，请催一催", "老人着急，请尽快联系");
  }

  List<String> content() {
    return List.of("", "", "", "很耐心", "来得很快", "服务态度好", "收费合理");
  }

  List<String> discontent() {
    return List.of("等的时间太长", "收费没有事先说清", "做得不够仔细");
  }
}
