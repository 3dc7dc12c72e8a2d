package cn.siduan.telephony.asterisk;

/**
 * A value that may stand in a file of Asterisk's.
 *
 * <p>A line break would begin another setting, a semicolon a comment, a bracket a section: a name
 * typed in a form must not become configuration.
 */
final class ConfValue {

  private ConfValue() {}

  /**
   * @param field for the message
   */
  static String of(String field, Object value) {
    String text = String.valueOf(value);
    if (!text.matches("[^\\p{Cntrl};\\[\\]\"\\\\$`|{}]{0,200}")) {
      throw new IllegalArgumentException(
          field
              + " of config/telephony.yaml has a character that Asterisk's files give a meaning."
              + " Maybe use letters, digits and dashes only.");
    }
    return text;
  }

  static String digits(String field, String value) {
    if (!value.matches("[0-9]{2,20}")) {
      throw new IllegalArgumentException(
          field
              + " of config/telephony.yaml is \""
              + of(field, value)
              + "\". Maybe write 2 to 20 digits in quotes, like \"12349\".");
    }
    return value;
  }
}
