package cn.siduan.dispatch;

import cn.siduan.dispatch.calls.AsteriskCommands;
import cn.siduan.dispatch.calls.AsteriskOwners;
import cn.siduan.dispatch.calls.CallApi;
import cn.siduan.dispatch.calls.CallCards;
import cn.siduan.dispatch.calls.CallControl;
import cn.siduan.dispatch.calls.CallDesk;
import cn.siduan.dispatch.calls.CallEvents;
import cn.siduan.dispatch.calls.CallIntake;
import cn.siduan.dispatch.calls.CallSettings;
import cn.siduan.dispatch.calls.OrdersByPhone;
import cn.siduan.dispatch.calls.PhoneSecrets;
import cn.siduan.dispatch.calls.QueueForPeople;
import cn.siduan.dispatch.calls.RecordingApi;
import cn.siduan.dispatch.calls.Recordings;
import cn.siduan.dispatch.calls.RemoveRecordings;
import cn.siduan.dispatch.calls.Resynchronise;
import cn.siduan.dispatch.calls.UnansweredCalls;
import cn.siduan.dispatch.calls.asterisk.AsteriskLeases;
import cn.siduan.dispatch.calls.browser.BrowserPhoneApi;
import cn.siduan.dispatch.calls.browser.BrowserPhones;
import cn.siduan.dispatch.calls.checkin.CheckInApi;
import cn.siduan.dispatch.calls.checkin.CheckIns;
import cn.siduan.dispatch.calls.checkin.SendSomebody;
import cn.siduan.dispatch.calls.figures.CallFigureApi;
import cn.siduan.dispatch.calls.outbound.CallHours;
import cn.siduan.dispatch.calls.outbound.FollowUpDialogue;
import cn.siduan.dispatch.calls.outbound.OfferDialogue;
import cn.siduan.dispatch.calls.outbound.OutboundCalls;
import cn.siduan.dispatch.calls.outbound.PlaceCalls;
import cn.siduan.dispatch.calls.prompt.HandOutPrompts;
import cn.siduan.dispatch.calls.prompt.PromptApi;
import cn.siduan.dispatch.calls.prompt.PromptTexts;
import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.offer.AnswerOffer;
import cn.siduan.dispatch.order.command.Orders;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.workqueue.WorkQueue;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * What the hotline is made of: the calls that come, those the centre makes, and their telephones.
 */
record Hotline(
    CallEvents callEvents,
    AsteriskOwners asteriskOwners,
    PlaceCalls placeCalls,
    RemoveRecordings removeRecordings,
    BrowserPhones browserPhones,
    HandOutPrompts handOutPrompts)
    implements AutoCloseable {

  static Hotline start(
      Platform platform,
      ApiRouter router,
      ServerSettings settings,
      Outbox outbox,
      Orders orders,
      CatalogueDirectory catalogue,
      WorkQueue workQueues,
      CallHours callHours) {
    Vertx vertx = platform.vertx();
    Clock clock = platform.clock();
    ZoneId zone = settings.district().zone();
    OrdersByPhone ordersByPhone = new OrdersByPhone(orders, catalogue, zone);
    AsteriskLeases leases = new AsteriskLeases(platform.database(), clock);
    AsteriskCommands asterisks = new AsteriskCommands(vertx, leases);
    CallSettings calls = settings.calls();
    UnansweredCalls unanswered =
        new UnansweredCalls(workQueues, orders, catalogue, calls.messageItem());
    CallDesk desk = new CallDesk(platform, outbox, calls, asterisks, unanswered);
    QueueForPeople people = new QueueForPeople(desk);
    CheckIns checkIns =
        new CheckIns(
            people,
            new SendSomebody(orders, catalogue, workQueues, calls.outbound().visitItem(), zone),
            callHours,
            clock);
    OutboundCalls outbound =
        new OutboundCalls(
            List.of(
                new FollowUpDialogue(orders, catalogue, clock),
                new OfferDialogue(new AnswerOffer(orders, clock), catalogue),
                checkIns),
            people,
            callHours,
            clock);
    CallIntake intake =
        new CallIntake(platform, desk, ordersByPhone, calls, outbound, unanswered, zone);
    CallEvents callEvents = new CallEvents(vertx, intake, desk);
    AsteriskOwners asteriskOwners =
        new AsteriskOwners(vertx, leases, new Resynchronise(platform, intake, desk));
    new CallFigureApi(platform, zone).register(router);
    PlaceCalls placeCalls =
        new PlaceCalls(
            platform,
            outbound,
            people,
            calls.outbound(),
            callHours,
            asterisks::place,
            List.of(checkIns::beginRounds));
    new CheckInApi(platform).register(router);
    new PromptApi(platform, PromptTexts.read(settings.folder())).register(router);
    HandOutPrompts handOutPrompts = new HandOutPrompts(vertx, platform.database());
    Recordings recordings = new Recordings(vertx);
    new RecordingApi(platform, recordings).register(router);
    RemoveRecordings removeRecordings =
        new RemoveRecordings(platform, recordings, calls.keepRecordings());
    new CallApi(platform, desk, new CallCards(ordersByPhone), calls.number()).register(router);
    new CallControl(platform, desk, asterisks).register(router);
    BrowserPhones browserPhones =
        new BrowserPhones(platform, settings.browserPhone(), new PhoneSecrets(vertx, leases));
    new BrowserPhoneApi(browserPhones, settings.browserPhone()).register(router);
    return new Hotline(
        callEvents, asteriskOwners, placeCalls, removeRecordings, browserPhones, handOutPrompts);
  }

  /** What has fallen due by a move of the clock. */
  void clockMoved() {
    placeCalls.wake();
    removeRecordings.wake();
    browserPhones.wake();
  }

  @Override
  public void close() {
    placeCalls.close();
    removeRecordings.close();
    browserPhones.close();
    callEvents.close();
    asteriskOwners.close();
    handOutPrompts.close();
  }
}
