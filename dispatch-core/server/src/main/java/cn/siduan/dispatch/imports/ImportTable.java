package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.table.RowSource;
import cn.siduan.dispatch.imports.table.TableFormat;
import cn.siduan.dispatch.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One import, from rows to registry. The rows are read before a transaction begins; within it the
 * registry stands still from the comparison to the commit, so that what was compared is what is
 * changed.
 */
public final class ImportTable {

  public static final Duration LIMIT = Duration.ofMinutes(5);

  private final Sheet sheet;
  private final @Nullable TableFormat format;
  private final Findings readFindings;
  private final SheetRows rows;

  private ImportTable(
      Sheet sheet, @Nullable TableFormat format, Findings readFindings, SheetRows rows) {
    this.sheet = sheet;
    this.format = format;
    this.readFindings = readFindings;
    this.rows = rows;
  }

  /**
   * @param format null if the rows are not from a file
   */
  public static ImportTable read(Sheet sheet, @Nullable TableFormat format, RowSource source) {
    Findings findings = new Findings(sheet);
    return new ImportTable(sheet, format, findings, SheetRows.read(sheet, source, findings));
  }

  /** Says what it would do, and changes nothing. */
  public TableReport dryRun(Tx tx, Locale language) {
    Findings findings = readFindings.copy();
    return report(true, Plan.make(tx.handle(), sheet, rows, findings), findings, language);
  }

  /**
   * Does it, unless anything at all is wrong. Whoever opened the transaction gives it time ({@link
   * #LIMIT}).
   */
  public TableReport run(Tx tx, Instant now, Locale language) {
    tx.handle().execute("lock table " + sheet.table() + " in share row exclusive mode");
    Findings findings = readFindings.copy();
    Plan plan = Plan.make(tx.handle(), sheet, rows, findings);
    if (findings.isEmpty()) {
      LoadRows.load(tx.handle(), sheet, plan.changes(), now);
      if (!plan.changes().isEmpty()) {
        tx.afterCommit(sheet::changed);
      }
    }
    return report(false, plan, findings, language);
  }

  private TableReport report(boolean dryRun, Plan plan, Findings findings, Locale language) {
    return TableReport.of(sheet.name(), dryRun, format, rows.count(), plan, findings, language);
  }
}
