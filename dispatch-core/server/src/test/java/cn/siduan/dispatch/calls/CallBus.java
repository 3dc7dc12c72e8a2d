package cn.siduan.dispatch.calls;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.CallAddresses;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.dispatch.platform.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The adapter's side of the bus, played by a test. */
record CallBus(Vertx vertx) {

  CallReply tell(CallEvent event) {
    try {
      String json = Json.MAPPER.writerFor(CallEvent.class).writeValueAsString(event);
      return Json.read(request(CallAddresses.EVENTS, json), CallReply.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  LeaseReply lease(String asterisk, String owner) {
    return Json.read(
        request(CallAddresses.LEASES, Json.write(new LeaseRequest(asterisk, owner, false))),
        LeaseReply.class);
  }

  void release(String asterisk, String owner) {
    request(CallAddresses.LEASES, Json.write(new LeaseRequest(asterisk, owner, true)));
  }

  boolean show(AsteriskSnapshot snapshot) {
    return request(CallAddresses.SNAPSHOTS, Json.write(snapshot)).equals("true");
  }

  private String request(String address, String json) {
    try {
      return vertx
          .eventBus()
          .<String>request(address, json)
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS)
          .body();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
