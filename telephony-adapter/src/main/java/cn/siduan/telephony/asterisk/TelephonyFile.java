package cn.siduan.telephony.asterisk;

import cn.siduan.telephony.asterisk.AsteriskSettings.Address;
import cn.siduan.telephony.asterisk.AsteriskSettings.Hotline;
import cn.siduan.telephony.asterisk.AsteriskSettings.Phone;
import cn.siduan.telephony.asterisk.AsteriskSettings.Trunk;
import cn.siduan.telephony.asterisk.AsteriskSettings.Waiting;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code config/telephony.yaml}: every Asterisk with its trunks and telephones, and the hotlines
 * they share. Secrets are written as {@code ${NAME}} and come from the environment.
 */
public final class TelephonyFile {

  /** The file as it is written. */
  private record Written(
      List<Hotline> hotlines, @Nullable Waiting waiting, List<WrittenAsterisk> asterisks) {}

  private record WrittenAsterisk(
      String name,
      String folder,
      String state,
      String sip,
      String http,
      String ami,
      String agi,
      String rtp,
      int mostCalls,
      String amiSecret,
      List<WrittenTrunk> trunks,
      List<WrittenPhones> phones) {}

  private record WrittenTrunk(
      String name,
      String host,
      int port,
      List<String> addresses,
      @Nullable String user,
      @Nullable String secret) {}

  private record WrittenPhones(
      String extensions, String label, @Nullable String secret, Kind kind) {}

  private enum Kind {
    DESK,
    BROWSER
  }

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");
  private static final Pattern ADDRESS = Pattern.compile("([^:]+):([0-9]{1,5})");
  private static final Pattern RANGE = Pattern.compile("([0-9]{2,10})(?:-([0-9]{2,10}))?");
  private static final int MOST_PHONES = 2_000;
  private static final String AMI_USER = "siduan";

  private final Path file;
  private final List<String> faults = new ArrayList<>();

  private TelephonyFile(Path file) {
    this.file = file;
  }

  /**
   * @throws IllegalArgumentException naming every fault of the file
   */
  public static List<AsteriskSettings> read(Path file, Map<String, String> environment)
      throws IOException {
    TelephonyFile reading = new TelephonyFile(file);
    String text = reading.fill(Files.readString(file), environment);
    List<AsteriskSettings> asterisks = reading.asterisks(text);
    if (!reading.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reading.faults));
    }
    return Peers.join(asterisks);
  }

  private String fill(String text, Map<String, String> environment) {
    String withoutComments = text.replaceAll("(?m)^\\s*#.*$", "");
    return VARIABLE
        .matcher(withoutComments)
        .replaceAll(
            found -> {
              String value = environment.get(found.group(1));
              if (value == null || value.isBlank()) {
                fault(found.group(), "is not in the environment. Maybe export it, or name another");
              }
              return Matcher.quoteReplacement(Objects.requireNonNullElse(value, ""));
            });
  }

  private List<AsteriskSettings> asterisks(String text) {
    Written written;
    try {
      // first whether it is YAML at all: bound at once, half a file looks like a wrong setting
      var _ = MAPPER.readTree(text);
      written = MAPPER.readValue(text, Written.class);
    } catch (JsonProcessingException e) {
      unreadable(e);
      return List.of();
    }
    if (written.asterisks() == null || written.hotlines() == null) {
      fault("", "needs hotlines and asterisks");
      return List.of();
    }
    List<AsteriskSettings> all = written.asterisks().stream().map(a -> one(written, a)).toList();
    Set<String> names = new HashSet<>();
    for (AsteriskSettings one : all) {
      if (!one.name().matches("[A-Za-z0-9-]{1,20}") || !names.add(one.name())) {
        fault(one.name(), "must be a name of its own, of letters, digits and dashes");
      }
    }
    return all;
  }

  /** Comments were blanked, not taken out: the lines are those of the file. */
  private void unreadable(JsonProcessingException e) {
    String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
    switch (e) {
      case UnrecognizedPropertyException unknown ->
          fault(
              line,
              "has \""
                  + unknown.getPropertyName()
                  + "\", which is no setting here. Maybe one of "
                  + unknown.getKnownPropertyIds());
      case JsonMappingException wrong ->
          fault(
              line,
              path(wrong)
                  + " is not what belongs there. Maybe compare it with the file as"
                  + " delivered");
      default ->
          fault(
              line,
              "is not YAML. Maybe a bracket, a quotation mark or the indentation, there or just"
                  + " above");
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private AsteriskSettings one(Written written, WrittenAsterisk a) {
    int[] rtp = range(a.name() + ".rtp", a.rtp());
    return new AsteriskSettings(
        String.valueOf(a.name()),
        Path.of(String.valueOf(a.folder())).toAbsolutePath(),
        Path.of(String.valueOf(a.state())).toAbsolutePath(),
        address(a.name() + ".sip", a.sip()),
        address(a.name() + ".http", a.http()),
        address(a.name() + ".ami", a.ami()),
        address(a.name() + ".agi", a.agi()),
        AMI_USER,
        Objects.requireNonNullElse(a.amiSecret(), ""),
        rtp[0],
        rtp[1],
        a.mostCalls(),
        Objects.requireNonNullElse(written.waiting(), Waiting.defaults()),
        written.hotlines(),
        trunks(a),
        phones(a));
  }

  private List<Trunk> trunks(WrittenAsterisk a) {
    if (a.trunks() == null || a.trunks().isEmpty()) {
      fault(a.name() + ".trunks", "needs at least one: no call comes in or goes out otherwise");
      return List.of();
    }
    return a.trunks().stream()
        .map(
            t ->
                new Trunk(
                    t.name(),
                    t.host(),
                    t.port(),
                    Objects.requireNonNullElse(t.addresses(), List.of()),
                    Objects.requireNonNullElse(t.user(), ""),
                    Objects.requireNonNullElse(t.secret(), "")))
        .toList();
  }

  private List<Phone> phones(WrittenAsterisk a) {
    Set<String> seen = new HashSet<>();
    List<Phone> phones = new ArrayList<>();
    for (WrittenPhones p : Objects.requireNonNullElse(a.phones(), List.<WrittenPhones>of())) {
      int[] range = range(a.name() + ".phones", p.extensions());
      boolean browser = p.kind() == Kind.BROWSER;
      // a browser phone has none of its own: the core gives it out for a while
      String secret = browser ? "" : Objects.requireNonNullElse(p.secret(), "");
      if (secret.isEmpty() && !browser) {
        fault(a.name() + ".phones", p.extensions() + " need a secret. Maybe \"${PHONE_SECRET}\"");
      }
      IntStream.rangeClosed(range[0], Math.min(range[1], range[0] + MOST_PHONES))
          .mapToObj(Integer::toString)
          .forEach(
              n -> {
                if (!seen.add(n)) {
                  fault(a.name() + ".phones", n + " is there twice");
                }
                phones.add(new Phone(n, p.label() + " " + n, secret, browser));
              });
    }
    return phones;
  }

  private Address address(String where, @Nullable String text) {
    Matcher matcher = ADDRESS.matcher(Objects.requireNonNullElse(text, ""));
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      fault(where, "\"" + text + "\" is no address. Maybe \"127.0.0.1:5060\"");
      return new Address("127.0.0.1", 0);
    }
    return new Address(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private int[] range(String where, @Nullable String text) {
    Matcher matcher = RANGE.matcher(Objects.requireNonNullElse(text, ""));
    if (!matcher.matches()) {
      fault(where, "\"" + text + "\" is no range. Maybe \"8001-8008\"");
      return new int[] {0, 0};
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    if (last < first) {
      fault(where, "\"" + text + "\" ends before it begins");
    }
    return new int[] {first, last};
  }

  private void fault(String where, String what) {
    faults.add(file.getFileName() + (where.isEmpty() ? "" : ": " + where) + ": " + what + ".");
  }
}
