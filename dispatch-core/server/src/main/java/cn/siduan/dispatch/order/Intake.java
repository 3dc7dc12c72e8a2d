package cn.siduan.dispatch.order;

import cn.siduan.contract.Channel;
import cn.siduan.contract.Priority;
import cn.siduan.contract.Tier;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, as it was taken down. It does not change during the life of an order.
 *
 * @param id the order's id; its number is this plus a check digit
 * @param tier of the centre that took it
 * @param formVersion version of the item's form that {@code form} was filled in on
 * @param centreId the community (or grid cell) the address lies in
 * @param slotId the booked time, for appointment items
 * @param splitFrom the order this one was split from
 * @param despiteDuplicates open orders alike that were shown when this one was made all the same
 * @param deviceRef id made on the device that took the order
 */
public record Intake(
    long id,
    Channel channel,
    Tier tier,
    Priority priority,
    long itemId,
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
    @Nullable Long splitFrom,
    List<Long> despiteDuplicates,
    String trackingToken,
    @Nullable UUID deviceRef) {}
