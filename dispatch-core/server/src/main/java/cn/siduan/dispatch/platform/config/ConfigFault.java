package cn.siduan.dispatch.platform.config;

/**
 * Something wrong with a setting.
 *
 * @param where file and line, or variable
 * @param right what is wrong and what would be right
 */
public record ConfigFault(String where, String key, String right) {

  @Override
  public String toString() {
    return where + ": " + (key.isEmpty() ? "" : key + " ") + right;
  }
}
