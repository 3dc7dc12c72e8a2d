package cn.siduan.telephony.link;

import cn.siduan.contract.call.AsteriskSnapshot;
import cn.siduan.contract.call.CallCommand;
import cn.siduan.contract.call.CallEvent;
import cn.siduan.contract.call.CallReply;
import cn.siduan.contract.call.LeaseReply;
import cn.siduan.contract.call.LeaseRequest;
import cn.siduan.contract.call.PhoneSecret;
import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptRequest;
import cn.siduan.contract.call.RecordingRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The contract's records as they travel, the same as in the core. */
final class CallJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private CallJson() {}

  static String write(CallEvent event) {
    try {
      return MAPPER.writerFor(CallEvent.class).writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + event, e);
    }
  }

  static String write(LeaseRequest request) {
    return plain(request);
  }

  static String write(AsteriskSnapshot snapshot) {
    return plain(snapshot);
  }

  private static String plain(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + record, e);
    }
  }

  static String write(PromptRequest request) {
    return plain(request);
  }

  static PromptReply prompts(String json) {
    return read(json, PromptReply.class);
  }

  static LeaseReply lease(String json) {
    return read(json, LeaseReply.class);
  }

  static CallEvent event(String json) {
    return read(json, CallEvent.class);
  }

  static CallReply reply(String json) {
    return read(json, CallReply.class);
  }

  static CallCommand command(String json) {
    return read(json, CallCommand.class);
  }

  static RecordingRequest recording(String json) {
    return read(json, RecordingRequest.class);
  }

  static PhoneSecret phoneSecret(String json) {
    return read(json, PhoneSecret.class);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not a " + type.getSimpleName() + ": " + json, e);
    }
  }
}
