package cn.siduan.dispatch.access;

import static cn.siduan.dispatch.access.Row.row;
import static cn.siduan.dispatch.access.Whose.AREA;
import static cn.siduan.dispatch.access.Whose.ORDER;
import static cn.siduan.dispatch.access.Whose.PROVIDER;

import cn.siduan.dispatch.fixture.SmallPhoto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One line for each operation of dispatch-api.yaml, in its order: an example of how to call it, and
 * whose its object is. Who may call it stands in the contract (x-roles).
 */
final class AccessTable {

  private static final Map<String, ?> NOTHING = Map.of();
  private static final Map<String, ?> REASON = Map.of("reason", "测试");
  private static final String PERIOD = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
  private static final Map<String, ?> CHECK_IN_PLAN =
      Map.of(
          "name",
          "独居老人",
          "centre_id",
          1,
          "care_flags",
          List.of("LIVES_ALONE"),
          "weekdays",
          List.of(1),
          "begins",
          "09:00",
          "ends",
          "11:00",
          "attempts",
          2,
          "retry_minutes",
          15,
          "active",
          false);
  private static final byte[] PNG = SmallPhoto.png();

  private AccessTable() {}

  static final List<Row> ROWS =
      List.of(
          // ---- orders and tasks ----
          row("openOrder").body(Things::newOrder),
          row("listOrders").lists(ORDER),
          row("findDuplicates").body(t -> Map.of("item_id", t.district.menuItem)).lists(ORDER),
          row("getOrder").of(ORDER),
          row("getOrderHistory").of(ORDER),
          row("answerOrder").body(Map.of("answer", "已答复")).of(ORDER),
          row("cancelOrder").body(REASON).of(ORDER),
          row("reopenOrder").body(REASON).of(ORDER),
          row("mergeOrder").body(t -> Map.of("into", t.otherNumber(), "reason", "同一事")).of(ORDER),
          row("unmergeOrder").body(REASON).of(ORDER),
          row("splitOrder")
              .body(Map.of("task_nos", List.of(1), "summary", "另一件", "reason", "分开"))
              .of(ORDER),
          row("viewOrder").of(ORDER),
          row("chaseOrder").body(Map.of("text", "请快些")).of(ORDER),
          row("superviseOrder")
              .body(t -> Map.of("note", "督办", "due_at", t.tomorrow().toString()))
              .of(ORDER),
          row("addNote").body(Map.of("text", "门铃坏了")).of(ORDER),
          row("followUpOrder").body(Map.of("resolved", true)).of(ORDER),
          row("closeOrder").body(REASON).of(ORDER),
          row("addTask").body(t -> Map.of("item_id", t.district.menuItem)).of(ORDER),
          row("listTasks").lists(ORDER),
          row("getTask").of(ORDER),
          row("offerTask")
              .body(
                  t -> Map.of("provider_ids", List.of(t.district.otherProvider), "mode", "DIRECT"))
              .of(ORDER),
          row("acceptOffer").body(NOTHING).of(ORDER),
          row("declineOffer").body(REASON).of(ORDER),
          row("revokeOffer").body(REASON).of(ORDER),
          row("nameWorker").body(t -> Map.of("worker_id", t.ownWorker())).of(ORDER),
          row("scheduleVisit").body(t -> Map.of("when", t.tomorrow().toString())).of(ORDER),
          row("depart").body(NOTHING).of(ORDER),
          row("arrive").body(NOTHING).of(ORDER),
          row("startWork").body(NOTHING).of(ORDER),
          row("resolveTask").body(Map.of("result", "已办")).of(ORDER),
          row("cannotComplete").body(REASON).of(ORDER),
          row("requestReturn").body(REASON).of(ORDER),
          row("requestSuspension").body(REASON).of(ORDER),
          row("requestExtension").body(Map.of("days", 2, "reason", "等配件")).of(ORDER),
          row("grantRequest").body(NOTHING).of(ORDER),
          row("refuseRequest").body(REASON).of(ORDER),
          row("resumeTask").of(ORDER),
          row("reassignTask").body(REASON).of(ORDER),
          row("addAttachment").query(_ -> "kind=PHOTO&name=a.png").body(_ -> PNG).of(ORDER),
          row("listAttachments").of(ORDER),
          row("getAttachment").with("attachment_id", Things::attachment).of(ORDER),
          row("recordVisitStep")
              .body(
                  Map.of(
                      "id",
                      "3f0c9a44-5b0e-4b51-9d0e-2f1d2f6f0a11",
                      "step",
                      "DEPART",
                      "occurred_at",
                      "2026-03-11T01:00:00Z"))
              .of(ORDER),
          row("addVisitFile")
              .query(
                  _ ->
                      "id=3f0c9a44-5b0e-4b51-9d0e-2f1d2f6f0a12&kind=PHOTO&name=a.png"
                          + "&occurred_at=2026-03-11T01:00:00Z")
              .body(_ -> PNG)
              .of(ORDER),
          row("listVisitSteps").of(ORDER),
          row("trackOrder").with("token", Things::trackingToken),

          // ---- registry ----
          row("listCentres"),
          row("createCentre").body(AccessTable::centre),
          row("locateCentre").query(_ -> "address=nowhere"),
          row("getCentre").id(t -> t.district.community),
          row("updateCentre").id(t -> t.spare().community).body(AccessTable::centre),
          row("retireCentre").id(t -> t.spare().community),
          row("restoreCentre").id(t -> t.spare().community),
          row("getCatalogue"),
          row("listCategories"),
          row("createCategory").body(t -> Map.of("code", t.fresh(), "name", "新")),
          row("getCategory").id(t -> t.categoryOf(t.district.menuItem)),
          row("updateCategory")
              .id(t -> t.categoryOf(t.spare().menuItem))
              .body(t -> Map.of("code", t.fresh(), "name", "新")),
          row("retireCategory").id(t -> t.categoryOf(t.spare().menuItem)),
          row("restoreCategory").id(t -> t.categoryOf(t.spare().menuItem)),
          row("listItems"),
          row("createItem").body(AccessTable::item),
          row("getItem").id(t -> t.district.menuItem),
          row("updateItem").id(t -> t.spare().menuItem).body(AccessTable::item),
          row("retireItem").id(t -> t.spare().menuItem),
          row("restoreItem").id(t -> t.spare().menuItem),
          row("changeForm")
              .id(t -> t.spare().menuItem)
              .body(
                  Map.of(
                      "schema",
                      Map.of(
                          "type",
                          "object",
                          "additionalProperties",
                          false,
                          "properties",
                          Map.of()))),
          row("listForms").id(t -> t.district.menuItem),
          row("getForm").id(t -> t.district.menuItem).with("form_version", _ -> 1),
          row("listSlots"),
          row("createSlots")
              .body(
                  t ->
                      Map.of(
                          "item_id",
                          t.spare().appointmentItem,
                          "centre_id",
                          t.spare().community,
                          "from",
                          "2027-01-04",
                          "to",
                          "2027-01-04",
                          "times",
                          List.of(Map.of("from", "09:00", "to", "10:00")),
                          "places",
                          1)),
          row("getSlot").id(t -> t.district.slotOfOne),
          row("updateSlot")
              .id(t -> t.spare().slotOfOne)
              .body(Map.of("ends_at", "2026-03-12T03:30:00Z", "places", 2)),
          row("retireSlot").id(t -> t.spare().slotOfOne),
          row("restoreSlot").id(t -> t.spare().slotOfOne),
          row("listProviders"),
          row("createProvider").body(AccessTable::provider),
          row("getProvider").id(t -> t.district.provider).of(PROVIDER),
          row("updateProvider").id(t -> t.spare().provider).body(AccessTable::provider),
          row("retireProvider").id(t -> t.spare().provider),
          row("restoreProvider").id(t -> t.spare().provider),
          row("setProviderHours")
              .id(t -> t.district.provider)
              .body(Map.of("opening", NOTHING, "capacity", 10))
              .of(PROVIDER),
          row("listWorkers"),
          row("createWorker")
              .body(t -> Map.of("code", t.fresh(), "name", "新", "provider_id", t.ownProvider())),
          row("getWorker").id(t -> t.district.worker).of(PROVIDER),
          row("updateWorker")
              .id(Things::freshWorker)
              .body(t -> Map.of("code", t.fresh(), "name", "新"))
              .of(PROVIDER),
          row("retireWorker").id(Things::freshWorker).of(PROVIDER),
          row("restoreWorker").id(Things::freshWorker).of(PROVIDER),
          row("listHouseholds").query(_ -> "limit=100").lists(AREA),
          row("createHousehold").body(AccessTable::household),
          row("getHousehold").id(t -> t.district.household).of(AREA),
          row("updateHousehold").id(Things::freshHousehold).body(AccessTable::household).of(AREA),
          row("retireHousehold").id(Things::freshHousehold).of(AREA),
          row("restoreHousehold").id(Things::freshHousehold).of(AREA),
          row("listResidents").query(_ -> "limit=100").lists(AREA),
          row("createResident").body(t -> Map.of("code", t.fresh(), "name", "新")),
          row("searchResidents").body(Map.of("phone", "13900000001")).lists(AREA),
          row("getResident").id(t -> t.district.resident).of(AREA),
          row("updateResident")
              .id(Things::freshResident)
              .body(t -> Map.of("code", t.fresh(), "name", "新"))
              .of(AREA),
          row("retireResident").id(Things::freshResident).of(AREA),
          row("restoreResident").id(Things::freshResident).of(AREA),
          row("unmaskResident")
              .id(t -> t.district.resident)
              .body(Map.of("reason", "核对身份", "fields", List.of("id_card"))),
          row("listExcludedProviders").id(t -> t.district.resident),
          row("excludeProvider")
              .id(t -> t.district.resident)
              .body(t -> Map.of("provider_id", t.spare().provider, "reason", "态度差")),
          row("admitProvider")
              .id(t -> t.district.resident)
              .with("provider_id", t -> t.district.otherProvider)
              .body(REASON),
          row("getOwnHousehold"),

          // ---- clocks ----
          row("listDeadlines"),
          row("listServiceLevels"),
          row("listCalendars"),
          row("listSkills"),
          row("listPrompts"),
          prompt("getPromptRecording").ofNone("prompt", "greeting"),
          prompt("putPromptRecording").body(_ -> PNG),
          prompt("deletePromptRecording"),
          row("listMessageTemplates"),
          row("changeServiceLevel").body(Map.of("level", "ORDINARY", "reason", "测试")).of(ORDER),

          // ---- calls ----
          row("getTelephone"),
          row("registerTelephone"),
          row("getHotline"),
          row("getPresence"),
          row("setPresence").body(Map.of("state", "AVAILABLE", "extension", "1001")),
          row("setOperatorPresence")
              .ofNone("operator_id", "999999")
              .body(Map.of("state", "PAUSED", "reason", "x")),
          row("listPresence"),
          row("listCalls"),
          row("getCall").ofNone("call_id", "none-1"),
          row("wrapUpCall").ofNone("call_id", "none-1").body(Map.of("outcome", "ANSWERED")),
          row("hangUpCall").ofNone("call_id", "none-1"),
          row("transferCall").ofNone("call_id", "none-1").body(Map.of("to", "1002")),
          row("pauseRecording").ofNone("call_id", "none-1").body(Map.of("paused", true)),
          row("listenToCall").ofNone("call_id", "none-1").body(Map.of("how", "LISTEN")),
          row("holdCall").ofNone("call_id", "none-1").body(Map.of("held", true)),
          row("consultOnCall").ofNone("call_id", "none-1").body(Map.of("to", "1002")),
          row("settleConsultation").ofNone("call_id", "none-1").body(Map.of("how", "END")),
          row("raiseAlarm").ofNone("call_id", "none-1"),
          row("callFromOrder").ofNone("number", "99999994").body(NOTHING),
          row("listRecordings").ofNone("call_id", "none-1"),
          row("getRecording").ofNone("call_id", "none-1").with("recording_id", _ -> 1),
          row("listCheckInPlans"),
          row("createCheckInPlan").body(CHECK_IN_PLAN),
          row("getCheckInPlan").ofNone("plan_id", "999999"),
          row("updateCheckInPlan").ofNone("plan_id", "999999").body(CHECK_IN_PLAN),
          row("listCheckIns"),

          // ---- work queues ----
          row("listWork"),
          row("listWorkItems").ofNone("queue", "none"),
          row("takeWork").ofNone("queue", "none").body(NOTHING),
          row("keepWork").ofNone("queue", "none").ofNone("item_id", 1),
          row("releaseWork").ofNone("queue", "none").ofNone("item_id", 1).body(REASON),
          row("transferWork").ofNone("queue", "none").ofNone("item_id", 1).body(REASON),
          row("finishWork").ofNone("queue", "none").ofNone("item_id", 1).body(REASON),
          row("retryWork").ofNone("queue", "none").ofNone("item_id", 1),

          // ---- reports ----
          row("reportRates").query(_ -> PERIOD),
          row("reportRateOrders").query(_ -> PERIOD),
          row("exportRates").query(_ -> PERIOD),
          row("reportNow"),
          row("reportClocks").query(_ -> PERIOD),
          row("reportClockOrders").query(_ -> PERIOD),
          row("exportClocks").query(_ -> PERIOD),
          row("reportQueues").query(_ -> PERIOD),
          row("reportQueueItems").query(_ -> PERIOD),
          row("exportQueues").query(_ -> PERIOD),
          row("reportCalls").query(_ -> PERIOD),
          row("reportCallsBehind").query(_ -> PERIOD),
          row("exportCallFigures").query(_ -> PERIOD),
          row("reportCallsNow"),
          row("suggestStaffing"),
          row("reportHistory").query(_ -> PERIOD),
          row("proposeStars")
              .body(Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-02-01T00:00:00Z")),
          row("listStarProposals"),
          row("approveStarProposal").ofNone("proposal_id", 999_999).body(REASON),
          row("refuseStarProposal").ofNone("proposal_id", 999_999).body(REASON),

          // ---- imports and exports ----
          row("importRegistry")
              .with("registry", _ -> "centres")
              .query(_ -> "dry_run=true")
              .body(_ -> "编码,名称\n".getBytes(StandardCharsets.UTF_8)),
          row("getImportTemplate").with("registry", _ -> "centres"),
          row("exportRegistry").with("registry", _ -> "centres"),

          // ---- routing and offers ----
          row("getRouting").of(ORDER),
          row("suggestWorkers").of(ORDER),
          row("answerOfferByLink")
              .ofNone("token", "none")
              .body(Map.of("token", "no-such-token-no-such-token", "accept", true)),
          row("checkInvariants"),
          row("listRoutingPolicies"),
          row("getRoutingPolicy").with("code", _ -> "STANDARD"),
          row("changeRoutingPolicy").with("code", _ -> "STANDARD").body(AccessTable::policy),
          row("compareRouting")
              .body(
                  Map.of(
                      "from",
                      "2026-01-01T00:00:00Z",
                      "to",
                      "2026-02-01T00:00:00Z",
                      "code",
                      "STANDARD")),

          // ---- messages ----
          row("listMessages"),
          row("getMessage").ofNone("message_id", 999_999),
          row("resendMessage").ofNone("message_id", 999_999),
          row("resendDeadMessages"),
          row("listInbox").lists(ORDER),
          row("markRead").ofNone("message_id", 999_999),
          row("getSubscription"),
          row("setSubscription").body(Map.of("subscribed", true)),
          row("setSubscriptionByLink")
              .with("token", Things::trackingToken)
              .body(Map.of("subscribed", true)),

          // ---- live ----
          row("openLive").streams(),

          // ---- security ----
          row("logIn").body(Map.of("login", "nobody", "password", "no such password")),
          row("requestLoginCode").body(Map.of("phone", "13912345678")),
          row("verifyLoginCode")
              .body(Map.of("phone", "13912345678", "code", "000000", "request", "none")),
          row("getSession"),
          row("chooseResident").body(t -> Map.of("resident_id", t.district.resident)),
          row("changePassword")
              .body(Map.of("old_password", "not this one", "new_password", "a completely new one")),
          row("logOut"),
          row("logOutEverywhere"),
          row("listAccounts"),
          row("createAccount")
              .body(t -> Map.of("login", t.fresh(), "name", "新", "role", "OPERATOR")),
          row("getAccount"),
          row("updateAccount")
              .body(t -> Map.of("login", t.fresh(), "name", "新", "role", "OPERATOR")),
          row("retireAccount"),
          row("restoreAccount"),
          row("resetPassword").body(Map.of("password", "a completely new one")),
          row("endSessions"),
          row("listMachines"),
          row("createMachine").body(t -> Map.of("name", t.fresh())),
          row("retireMachine"),
          row("listMachineTokens"),
          row("createMachineToken").body(NOTHING),
          row("revokeMachineToken"),
          row("listAudit"),
          row("verifyAudit"),
          row("reencryptFields"));

  private static Row prompt(String operation) {
    return row(operation).with("prompt", _ -> "greeting").with("language", _ -> "zh-CN");
  }

  private static Object centre(Things t) {
    return Map.of("code", t.fresh(), "tier", "DISTRICT", "name", "新区");
  }

  private static Object provider(Things t) {
    return Map.of(
        "code", t.fresh(), "name", "新", "kind", "ORGANISATION", "offer_channel", "SCREEN");
  }

  private static Object policy(Things t) {
    return Map.of(
        "name",
        "新",
        "weights",
        Map.of("distance", 1.0),
        "ladder",
        List.of(
            Map.of("step", "BROADCAST", "wait", "PT10M", "size", 10),
            Map.of("step", "QUEUE", "tier", "DISTRICT")));
  }

  private static Object household(Things t) {
    return Map.of("code", t.fresh(), "address", "柳荫社区9号楼", "centre_id", t.district.community);
  }

  private static Object item(Things t) {
    return Map.of(
        "code", t.fresh(),
        "category_id", t.categoryOf(t.district.menuItem),
        "name", "新项目",
        "kind", "MENU",
        "service_level", "ORDINARY",
        "routing_policy", "STANDARD");
  }
}
