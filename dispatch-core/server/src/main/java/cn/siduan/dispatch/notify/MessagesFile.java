package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.notify.Template.Audience;
import cn.siduan.dispatch.notify.Template.Channel;
import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code messages.yaml}; whatever is wrong in it is reported together. */
final class MessagesFile {

  private static final String FILE = "messages.yaml: ";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> KNOWN =
      Set.of("code", "audience", "channels", "safety", "placeholders", "text");

  private final ConfigFaults faults;

  MessagesFile(ConfigFaults faults) {
    this.faults = faults;
  }

  MessageTexts read(JsonNode file) {
    Map<String, Template> templates = new HashMap<>();
    String signature = file.path("signature").asText();
    int i = 0;
    for (JsonNode node : file.path("messages")) {
      String where = FILE + "messages[" + i++ + "]";
      Template template = template(where, node, signature);
      if (templates.put(template.code(), template) != null) {
        faults.add(where + ".code", "\"" + template.code() + "\" is there twice.");
      }
    }
    requireAll(templates);
    return new MessageTexts(templates, quietHours(file.path("quiet_hours")));
  }

  private void requireAll(Map<String, Template> templates) {
    if (!templates.containsKey(MessageTexts.EMERGENCY)) {
      faults.add(
          FILE + "messages",
          "lack " + MessageTexts.EMERGENCY + ". Maybe copy it from the default file.");
    }
    for (Wording wording : Wording.values()) {
      Template template = templates.get(wording.name());
      if (template == null) {
        faults.add(FILE + "messages", "lack " + wording + ". Maybe copy it from the default file.");
        continue;
      }
      Set<String> unknown = new TreeSet<>(template.placeholders());
      unknown.removeAll(wording.placeholders());
      if (!unknown.isEmpty()) {
        faults.add(
            FILE + wording,
            "has placeholders "
                + unknown
                + " that nobody fills. Maybe one of "
                + wording.placeholders());
      }
    }
  }

  private Template template(String where, JsonNode node, String signature) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                faults.add(where, "has \"" + name + "\". Maybe one of " + new TreeSet<>(KNOWN));
              }
            });
    String code = node.path("code").asText();
    if (!code.matches("[A-Z][A-Z0-9_]{1,60}")) {
      faults.add(where + ".code", "\"" + code + "\" must be capital letters, digits and _.");
    }
    Set<String> placeholders = new LinkedHashSet<>(texts(node.path("placeholders")));
    return new Template(
        code,
        one(where + ".audience", Audience.class, node.path("audience").asText(), Audience.RESIDENT),
        channels(where + ".channels", node.path("channels")),
        node.path("safety").asBoolean(),
        placeholders,
        languages(where + ".text", node.path("text"), placeholders, signature));
  }

  private List<Channel> channels(String where, JsonNode node) {
    List<Channel> channels = new ArrayList<>();
    for (String name : texts(node)) {
      channels.add(one(where, Channel.class, name, Channel.SMS));
    }
    if (channels.isEmpty()) {
      faults.add(where, "must name at least one of " + Arrays.toString(Channel.values()) + ".");
    }
    return channels;
  }

  private Map<String, String> languages(
      String where, JsonNode node, Set<String> placeholders, String signature) {
    Map<String, String> texts = new HashMap<>();
    for (String language : List.of(Template.CHINESE, Template.ENGLISH)) {
      String text = node.path(language).asText();
      check(where + "." + language, text, placeholders, signature);
      texts.put(language, text);
    }
    return texts;
  }

  private void check(String where, String text, Set<String> placeholders, String signature) {
    if (text.isBlank()) {
      faults.add(where, "is missing.");
    } else if (!text.endsWith(signature)) {
      faults.add(where, "must end with the signature " + signature + ", or carriers drop it.");
    }
    PLACEHOLDER
        .matcher(text)
        .results()
        .map(m -> m.group(1))
        .filter(name -> !placeholders.contains(name))
        .forEach(
            name ->
                faults.add(
                    where, "has {" + name + "}. Maybe one of " + placeholders + " was meant."));
  }

  private QuietHours quietHours(JsonNode node) {
    String where = FILE + "quiet_hours";
    return new QuietHours(
        time(where + ".from", node.path("from").asText()),
        time(where + ".to", node.path("to").asText()),
        zone(where + ".zone", node.path("zone").asText()));
  }

  private LocalTime time(String where, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      faults.add(where, "\"" + text + "\" must be a time like \"21:00\", in quotes.");
      return LocalTime.MIDNIGHT;
    }
  }

  private ZoneId zone(String where, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      faults.add(where, "\"" + text + "\" must be a time zone. Maybe Asia/Shanghai.");
      return ZoneId.of("UTC");
    }
  }

  private <E extends Enum<E>> E one(String where, Class<E> type, String name, E otherwise) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    faults.add(
        where, "\"" + name + "\" must be one of " + Arrays.toString(type.getEnumConstants()) + ".");
    return otherwise;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(t -> texts.add(t.asText()));
    return texts;
  }
}
