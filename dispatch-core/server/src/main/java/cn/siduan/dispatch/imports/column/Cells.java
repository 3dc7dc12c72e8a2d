package cn.siduan.dispatch.imports.column;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What cells hold in every registry: texts, codes, numbers, telephones, lists. */
public final class Cells {

  static final Pattern SEPARATORS = Pattern.compile("[;；、,，\\n]");

  /** In characters; what may be no longer is one line, as through the API. */
  private static final int ONE_LINE = 200;

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern PHONE = Pattern.compile("[+]?[0-9*#]{0,16}[0-9]{3}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,18})?");

  private Cells() {}

  /** Free text of at most so many characters. */
  public static CellType text(int most) {
    return text -> bounded(text, most);
  }

  /** What rows are matched by, and referred to. */
  public static CellType code() {
    return Cells::readCode;
  }

  public static CellType phone() {
    return new CellType() {
      @Override
      public String read(String text) {
        return readPhone(text);
      }

      @Override
      public String stored(String text) {
        return digits(text);
      }
    };
  }

  /** Text of a form that a rule describes. */
  public static CellType matching(String pattern, String rule) {
    Pattern compiled = Pattern.compile(pattern);
    return text -> {
      if (!compiled.matcher(text).matches()) {
        throw CellFault.of(rule);
      }
      return text;
    };
  }

  public static CellType url() {
    return matching("https://[^\\s\"<>]{1,490}", "https");
  }

  public static CellType whole(int least, int most) {
    return text -> {
      String plain = plain(text).replaceFirst("\\.0+$", "");
      if (!plain.matches("-?[0-9]{1,9}")
          || Integer.parseInt(plain) < least
          || Integer.parseInt(plain) > most) {
        throw CellFault.of("cell-whole", Map.of("least", least, "most", most));
      }
      return Integer.toString(Integer.parseInt(plain));
    };
  }

  /** A decimal number, kept as the shortest one that PostgreSQL's double precision shows. */
  public static CellType decimal(int least, int most, int decimals) {
    return new CellType() {
      @Override
      public String read(String text) {
        String plain = plain(text);
        if (NUMBER.matcher(plain).matches()) {
          BigDecimal value = new BigDecimal(plain).stripTrailingZeros();
          if (value.compareTo(BigDecimal.valueOf(least)) >= 0
              && value.compareTo(BigDecimal.valueOf(most)) <= 0
              && value.scale() <= decimals) {
            return stored(plain);
          }
        }
        throw CellFault.of(
            "cell-decimal", Map.of("least", least, "most", most, "decimals", decimals));
      }

      @Override
      public String stored(String text) {
        BigDecimal shortest = BigDecimal.valueOf(Double.parseDouble(text));
        return (shortest.signum() == 0 ? BigDecimal.ZERO : shortest.stripTrailingZeros())
            .toPlainString();
      }
    };
  }

  /** Distinct parts in the order written. */
  public static CellType list(int most, UnaryOperator<String> part) {
    return text -> parts(text, most).map(part).distinct().collect(Collectors.joining(";"));
  }

  public static CellType texts(int most, int longest) {
    return list(most, p -> bounded(p, longest));
  }

  /** Distinct parts whose order means nothing. */
  public static CellType set(int most, UnaryOperator<String> part) {
    return new CellType() {
      @Override
      public String read(String text) {
        return parts(text, most).map(part).distinct().sorted().collect(Collectors.joining(";"));
      }

      @Override
      public String stored(String text) {
        return split(text).stream().distinct().sorted().collect(Collectors.joining(";"));
      }
    };
  }

  public static CellType codes(int most) {
    return set(most, Cells::readCode);
  }

  /** The parts of a list in its one form. */
  public static List<String> split(String value) {
    return value.isEmpty() ? List.of() : Arrays.asList(value.split(";", -1));
  }

  static Stream<String> parts(String text, int most) {
    List<String> parts =
        SEPARATORS.splitAsStream(text).map(String::strip).filter(p -> !p.isEmpty()).toList();
    if (parts.size() > most) {
      throw CellFault.of("maxItems", Map.of("limit", most));
    }
    return parts.stream();
  }

  /** Full-width letters and digits are plain ones. */
  static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
      }
    }
    return text;
  }

  static String readCode(String text) {
    String code = plain(text);
    if (!CODE.matcher(code).matches()) {
      throw CellFault.of("code");
    }
    return code;
  }

  /** Spaces, hyphens, brackets and the country code are forgiven. */
  public static String readPhone(String text) {
    String digits =
        plain(text).replaceAll("[\\s()\\-\\u2010-\\u2015]", "").replaceFirst("^(\\+|00)86", "");
    if (!PHONE.matcher(digits).matches()) {
      throw CellFault.of("phone");
    }
    return digits;
  }

  private static String digits(String text) {
    return plain(text).replaceAll("[\\s()\\-\\u2010-\\u2015]", "").replaceFirst("^(\\+|00)86", "");
  }

  static String bounded(String text, int most) {
    if (text.length() > most) {
      throw CellFault.of("maxLength", Map.of("limit", most));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = c == '\n' || c == '\t' || c == '\r';
      if (Character.isISOControl(c) && !breaks) {
        throw CellFault.of("control");
      }
      if (breaks && most <= ONE_LINE) {
        throw CellFault.of("one-line");
      }
    }
    return text;
  }
}
