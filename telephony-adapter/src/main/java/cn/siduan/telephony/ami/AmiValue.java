package cn.siduan.telephony.ami;

import java.util.stream.IntStream;

/**
 * What may stand after the colon of a header in an AMI action.
 *
 * <p>AMI ends a header at a line break and an action at an empty line. A caller's name that carries
 * a line break could therefore add headers, or a whole action such as {@code Originate}, to ours.
 * Every value that did not come from this program's own source goes through {@link #of}.
 */
public record AmiValue(String text) {

  public AmiValue {
    text = withoutControls(text);
  }

  public static AmiValue of(String text) {
    return new AmiValue(text);
  }

  /**
   * Without every code point that a reader could take for the end of a line, or that a terminal or
   * a log would obey: controls (C0, DEL, C1), format characters such as direction overrides, the
   * Unicode line and paragraph separators, and halves of surrogate pairs.
   */
  private static String withoutControls(String text) {
    IntStream kept = text.codePoints().filter(AmiValue::isHarmless);
    return kept.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
