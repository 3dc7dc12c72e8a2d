package cn.siduan.dispatch.catalogue;

import java.util.Locale;

/** How a Chinese name is typed on a Latin keyboard. */
public final class Pinyin {

  private Pinyin() {}

  /**
   * Syllables without tones, separated by blanks: "ri chang bao jie". A character of several
   * readings gets its commonest one.
   */
  public static String of(String name) {
    return com.github.promeg.pinyinhelper.Pinyin.toPinyin(name, " ")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", " ")
        .strip();
  }
}
