package cn.siduan.dispatch.platform.config;

import java.util.Locale;

/**
 * One setting as a feature declares it.
 *
 * @param key as in the file, sections joined by dots: {@code database.pool_size}
 * @param type in words: "duration", "whole number"
 * @param bounds what is allowed, in words; empty where anything is
 * @param byDefault as it would be written in the file; empty for none
 * @param secret only ever from the environment, never shown
 */
public record Setting(
    String key, String type, String bounds, String byDefault, String about, boolean secret) {

  public static final String PREFIX = "SIDUAN_";

  /** A secret may also be kept in a file; this ending of its variable names that file. */
  public static final String FILE = "_FILE";

  /** {@code SIDUAN_DATABASE_POOL_SIZE} for {@code database.pool_size}. */
  public String variable() {
    return PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
