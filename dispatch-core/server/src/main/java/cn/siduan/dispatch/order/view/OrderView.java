package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import cn.siduan.dispatch.order.OfferMode;
import cn.siduan.dispatch.order.OfferState;
import cn.siduan.dispatch.order.OrderState;
import cn.siduan.dispatch.order.Request;
import cn.siduan.dispatch.order.Satisfaction;
import cn.siduan.dispatch.order.Supervision;
import cn.siduan.dispatch.order.TaskRole;
import cn.siduan.dispatch.order.TaskState;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as the centre and the one who asked see it; schema Order of the contract. */
public record OrderView(
    String number,
    int version,
    int round,
    OrderState state,
    Channel channel,
    Tier tier,
    Priority priority,
    long itemId,
    String itemName,
    int formVersion,
    @Nullable Long residentId,
    @Nullable Long householdId,
    String contactName,
    String contactPhone,
    String address,
    long centreId,
    @Nullable Double latitude,
    @Nullable Double longitude,
    String summary,
    JsonNode form,
    @Nullable Long slotId,
    @Nullable String mergedInto,
    @Nullable String splitFrom,
    List<String> despiteDuplicates,
    @Nullable String answer,
    @Nullable Boolean resolved,
    @Nullable Satisfaction satisfaction,
    @Nullable Supervision supervision,
    String trackingPath,
    Instant occurredAt,
    Instant receivedAt,
    Instant updatedAt,
    @Nullable Instant closedAt,
    List<TaskPart> tasks) {

  /** Schema Task. */
  public record TaskPart(
      int no,
      int round,
      TaskRole role,
      long itemId,
      String itemName,
      TaskState state,
      @Nullable Long providerId,
      @Nullable String providerName,
      @Nullable Long workerId,
      @Nullable String workerName,
      @Nullable Instant scheduledFor,
      @Nullable Request requested,
      @Nullable String requestedReason,
      @Nullable Integer requestedDays,
      int extendedDays,
      @Nullable String result,
      Instant updatedAt,
      List<OfferPart> offers) {}

  /** Schema Offer. */
  public record OfferPart(
      int no,
      long providerId,
      String providerName,
      OfferMode mode,
      OfferState state,
      @Nullable String reason,
      Instant offeredAt,
      Instant expiresAt,
      @Nullable Instant closedAt) {}
}
