package cn.siduan.dispatch.platform.config;

import java.util.List;

/**
 * A value that somebody gave.
 *
 * @param where for a reader who wants to change it: file and line, or variable
 * @param texts one, unless it is a list
 */
record Given(String where, List<String> texts) {

  String text() {
    return String.join(", ", texts);
  }
}
