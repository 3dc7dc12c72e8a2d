package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.catalogue.CatalogueDirectory;
import cn.siduan.dispatch.centre.CentreDirectory;
import cn.siduan.dispatch.notify.Template.Channel;
import cn.siduan.dispatch.order.OrderEventHandler;
import cn.siduan.dispatch.outbox.Outbox;
import cn.siduan.dispatch.platform.Platform;
import cn.siduan.dispatch.platform.http.ApiRouter;
import cn.siduan.dispatch.security.code.CodeSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages, wired: what writes them, what sends them, what shows them. */
public final class Notify implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notify.class);

  private final Platform platform;
  private final NotifySettings settings;
  private final MessageTexts texts;
  private final HttpPost http;
  private final MessageSender sms;
  private final MessageSender webhooks;

  public Notify(Platform platform, NotifySettings settings, MessageTexts texts, Outbox outbox) {
    this.platform = platform;
    this.settings = settings;
    this.texts = texts;
    http = new HttpPost(platform.vertx(), settings.timeout(), 2 * settings.atOnce());
    sms = new MessageSender(platform, Channel.SMS, gateway(), settings, texts, outbox);
    Webhook webhook = new Webhook(http, settings.webhooks(), platform.cipher(), platform.clock());
    webhooks = new MessageSender(platform, Channel.WEBHOOK, webhook, settings, texts, outbox);
  }

  private Delivery gateway() {
    if (settings.isRecordingOnly()) {
      LOG.warn("notify.sms_url is not set: text messages are recorded and not sent");
      return _ -> new Delivery.Outcome.Sent();
    }
    return new SmsGateway(http, settings.smsUrl(), settings.smsToken());
  }

  public OrderEventHandler tellPeople(CatalogueDirectory catalogue, CentreDirectory centres) {
    return new TellPeople(new Compose(texts, this::hint), settings, catalogue, centres);
  }

  public OfferWording offers(CatalogueDirectory catalogue, CentreDirectory centres) {
    return new OfferWording(texts, settings, catalogue, centres);
  }

  public ClockMessages clocks(CatalogueDirectory catalogue) {
    return new ClockMessages(new Compose(texts, this::hint), catalogue);
  }

  public CodeSender codes() {
    return new SendCodes(texts, platform.clock(), this::hint);
  }

  public void register(ApiRouter router) {
    new MessageApi(platform, settings, this::hint).register(router);
    new TemplateApi(texts, settings).register(router);
    new InboxApi(platform).register(router);
    new SubscriptionApi(platform).register(router);
  }

  /** Something may be due. */
  public void hint() {
    sms.hint();
    webhooks.hint();
  }

  @Override
  public void close() {
    sms.close();
    webhooks.close();
    http.close();
  }
}
