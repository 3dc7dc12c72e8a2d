package cn.siduan.dispatch.imports;

import cn.siduan.dispatch.imports.registry.Sheet;
import cn.siduan.dispatch.imports.registry.Sheets;
import cn.siduan.dispatch.imports.table.TableFault;
import cn.siduan.dispatch.imports.table.TableFile;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.audit.AuditTrail;
import cn.siduan.dispatch.platform.db.Tx;
import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.platform.http.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Imports of registries over HTTP. One at a time on each node: a file is held in memory. */
public final class ImportApi {

  private static final Duration WAIT = Duration.ofSeconds(60);

  private final Platform platform;
  private final Sheets sheets;
  private final Semaphore turn = new Semaphore(1);

  public ImportApi(Platform platform, Sheets sheets) {
    this.platform = platform;
    this.sheets = sheets;
  }

  public void register(ApiRouter api) {
    api.on("importRegistry", request -> inTurn(() -> importRegistry(request)));
    new ExportApi(platform, sheets).register(api);
  }

  private ApiReply importRegistry(ApiRequest request) {
    Sheet sheet = sheets.get(request.text("registry"));
    boolean dryRun = request.flag("dry_run");
    TableFile file;
    try {
      file = TableFile.of(request.bytes());
    } catch (TableFault e) {
      return answer(unreadable(sheet, dryRun, e, request));
    }
    ImportTable table = ImportTable.read(sheet, file.format(), file);
    return dryRun
        ? answer(
            platform
                .database()
                .longTransaction(ImportTable.LIMIT, tx -> table.dryRun(tx, request.language())))
        : platform.commands().run(request, tx -> run(tx, table, request));
  }

  private ApiReply run(Tx tx, ImportTable table, ApiRequest request) {
    tx.handle().execute("set local statement_timeout = " + ImportTable.LIMIT.toMillis());
    var now = platform.clock().instant();
    TableReport report = table.run(tx, now, request.language());
    ApiReply reply = answer(report);
    AuditTrail.add(
        tx,
        now,
        request.actor(),
        request.operation().id(),
        "registry",
        report.registry(),
        null,
        Map.of(
            "rows", report.rows(),
            "added", report.added(),
            "changed", report.changed(),
            "retired", report.retired(),
            "restored", report.restored()),
        request.id());
    return reply;
  }

  /** A real import with anything wrong is refused; that it is wrong is what a dry run is asked. */
  private static ApiReply answer(TableReport report) {
    if (!report.dryRun() && !report.isRight()) {
      throw Problem.of(422, "import-refused")
          .with("count", report.errorCount())
          .extended("report", report)
          .exception();
    }
    return ApiReply.ok(report);
  }

  private static TableReport unreadable(
      Sheet sheet, boolean dryRun, TableFault fault, ApiRequest request) {
    Findings findings = new Findings(sheet);
    findings.add(fault);
    return TableReport.of(sheet.name(), dryRun, null, 0, null, findings, request.language());
  }

  private ApiReply inTurn(Supplier<ApiReply> work) {
    try {
      if (!turn.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.of(503, "import-busy").exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "import-busy").exception();
    }
    try {
      return work.get();
    } finally {
      turn.release();
    }
  }
}
