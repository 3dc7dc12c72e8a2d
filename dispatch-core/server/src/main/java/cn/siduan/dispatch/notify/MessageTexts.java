package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.ConfigFaults;
import cn.siduan.dispatch.platform.DefaultConfig;
import cn.siduan.dispatch.platform.config.ConfigFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is in {@code messages.yaml}. */
public final class MessageTexts {

  static final String EMERGENCY = "SOS_ALARM";

  private final Map<String, Template> templates;
  private final QuietHours quietHours;

  MessageTexts(Map<String, Template> templates, QuietHours quietHours) {
    this.templates = Map.copyOf(templates);
    this.quietHours = quietHours;
  }

  /** Those of the folder config as this was built. */
  public static MessageTexts defaults() {
    ConfigFaults faults = new ConfigFaults();
    MessageTexts texts = new MessagesFile(faults).read(DefaultConfig.read("messages.yaml"));
    faults.throwIfAny();
    return texts;
  }

  /** What is then returned must not be used if anything was wrong. */
  public static MessageTexts read(ConfigFiles files) {
    return new MessagesFile(files.faults()).read(files.read("messages.yaml"));
  }

  /** To emergency contacts, in Chinese, its placeholders not filled. */
  public String emergencyText() {
    return get(EMERGENCY).texts().getOrDefault(Template.CHINESE, "");
  }

  /** By code. */
  List<Template> list() {
    return templates.values().stream().sorted(Comparator.comparing(Template::code)).toList();
  }

  Template get(String code) {
    Template template = templates.get(code);
    if (template == null) {
      throw new IllegalArgumentException("messages.yaml has no message " + code);
    }
    return template;
  }

  QuietHours quietHours() {
    return quietHours;
  }
}
