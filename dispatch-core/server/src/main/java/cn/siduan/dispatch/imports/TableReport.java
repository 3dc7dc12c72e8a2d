package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.Findings.Finding;
import cn.siduan.dispatch.imports.table.TableFormat;
import cn.siduan.dispatch.platform.http.ProblemTexts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Schema ImportReport of the contract.
 *
 * @param rows below the header, that are not empty
 * @param errorCount also of those beyond the first thousand
 */
public record TableReport(
    String registry,
    boolean dryRun,
    @Nullable String format,
    @Nullable String encoding,
    int rows,
    int added,
    int changed,
    int unchanged,
    int retired,
    int restored,
    int errorCount,
    List<Fault> errors) {

  /**
   * One thing that is wrong.
   *
   * @param row as a spreadsheet numbers it; 0 for the file as a whole
   */
  public record Fault(int row, String column, String value, String rule, String message) {}

  static TableReport of(
      String registry,
      boolean dryRun,
      @Nullable TableFormat format,
      int rows,
      @Nullable Plan plan,
      Findings findings,
      Locale language) {
    return new TableReport(
        registry,
        dryRun,
        format == null ? null : format.kind().name(),
        format == null ? null : format.encoding(),
        rows,
        plan == null ? 0 : plan.added(),
        plan == null ? 0 : plan.changed(),
        plan == null ? 0 : plan.unchanged(),
        plan == null ? 0 : plan.retiring(),
        plan == null ? 0 : plan.restored(),
        findings.total(),
        findings.list().stream().map(f -> fault(f, language)).toList());
  }

  private static Fault fault(Finding finding, Locale language) {
    return new Fault(
        finding.row(),
        finding.column(),
        finding.value(),
        finding.rule(),
        ProblemTexts.text(language, "rule." + finding.rule(), finding.values()));
  }

  boolean isRight() {
    return errorCount == 0;
  }
}
