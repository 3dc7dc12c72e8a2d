package cn.siduan.dispatch.notify;

import cn.siduan.dispatch.platform.http.ApiReply;
import cn.siduan.dispatch.platform.http.ApiRequest;
import cn.siduan.dispatch.platform.http.ApiRouter;
import java.util.List;

/** The texts of {@code messages.yaml} as they hold; they are changed in that file. */
final class TemplateApi {

  record Quiet(String from, String to) {}

  /**
   * @param recordedOnly no gateway is set: messages are written down and not sent
   */
  record Templates(List<Template> items, Quiet quietHours, boolean recordedOnly) {}

  private final Templates templates;

  TemplateApi(MessageTexts texts, NotifySettings settings) {
    QuietHours quiet = texts.quietHours();
    templates =
        new Templates(
            texts.list(),
            new Quiet(quiet.from().toString(), quiet.to().toString()),
            settings.isRecordingOnly());
  }

  void register(ApiRouter router) {
    router.on("listMessageTemplates", this::list);
  }

  private ApiReply list(ApiRequest request) {
    return ApiReply.ok(templates);
  }
}
