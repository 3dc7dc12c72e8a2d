package cn.siduan.dispatch.imports.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees every row as it will be after the import, then says what does not fit together. */
public interface EndCheck {

  EndCheck NONE = (_, _, _, _) -> {};

  /** Takes what is wrong. */
  interface Complaint {
    /**
     * @param row in the file
     * @param column its index
     */
    void add(int row, int column, String value, String rule, Map<String, Object> values);
  }

  /**
   * @param row in the file; 0 if the file does not mention it
   * @param values in the one form; in a sensitive column null if it stays as it is
   * @param stored what the database holds, null for a new row
   */
  void see(int row, @Nullable String[] values, String @Nullable [] stored, Complaint complaint);

  default void finish(Complaint complaint) {}
}
