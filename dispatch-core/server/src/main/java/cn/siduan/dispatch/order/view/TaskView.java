package cn.siduan.dispatch.order.view;

import cn.siduan.contract.Priority;
import cn.siduan.dispatch.order.OrderState;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as its provider sees it; schema TaskView of the contract. Who asked, their telephone and
 * door number are there only while the task is in the provider's hands.
 */
public record TaskView(
    String number,
    int version,
    OrderState orderState,
    Priority priority,
    String summary,
    String area,
    @Nullable JsonNode form,
    @Nullable String contactName,
    @Nullable String contactPhone,
    @Nullable String address,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable Instant slotStartsAt,
    OrderView.TaskPart task) {}
