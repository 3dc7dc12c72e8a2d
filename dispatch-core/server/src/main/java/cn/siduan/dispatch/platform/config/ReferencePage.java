package cn.siduan.dispatch.platform.config;

import java.util.Map;

/** Writes the page that lists every setting, from what the features declare. */
public final class ReferencePage {

  private static final String HEAD =
      """
      # Settings

      Generated from the code that reads them. To write this page again:

      ```
      %s
      ```

      A value is looked for in the environment, then in `config/dispatch.yaml`, and is else as by default. In the file,
      sections are nested: `database.pool_size` is `pool_size:` below `database:`. A secret stands in no file that is copied
      about: only in its variable, or in a file that the same variable with the ending `_FILE` names.

      Durations are written 500ms, 20s, 5m, 2h, 1d, or in ISO 8601. All that is wrong is told together when a node starts.
      """;

  private ReferencePage() {}

  /**
   * @param reader through which every feature has read
   * @param command that generates the page
   */
  public static String write(ConfigReader reader, String command) {
    StringBuilder page = new StringBuilder(HEAD.formatted(command));
    Map<String, String> sections = reader.sections();
    String section = "?";
    for (Setting setting : reader.listDeclared()) {
      int dot = setting.key().lastIndexOf('.');
      String own = dot < 0 ? "" : setting.key().substring(0, dot);
      if (!own.equals(section)) {
        section = own;
        page.append("\n## ").append(own.isEmpty() ? "without a section" : own).append("\n\n");
        if (sections.containsKey(own)) {
          page.append(sections.get(own)).append("\n\n");
        }
        page.append(
            "| setting | type | default | what it is | variable |\n|---|---|---|---|---|\n");
      }
      page.append(row(setting));
    }
    return page.toString();
  }

  private static String row(Setting setting) {
    String bounds = setting.bounds().isEmpty() ? "" : ", " + setting.bounds();
    String byDefault = setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
    return "| `%s` | %s | %s | %s | `%s` |\n"
        .formatted(
            setting.key(), setting.type() + bounds, byDefault, setting.about(), setting.variable());
  }
}
