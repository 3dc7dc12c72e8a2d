package cn.siduan.dispatch.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is registered of a provider and matters when a task is placed.
 *
 * @param areas served, each with everything below it
 * @param certificates by skill; empty for those that do not expire
 * @param capacity how many tasks at once
 */
public record ProviderCard(
    long id,
    String name,
    String kind,
    @Nullable Double latitude,
    @Nullable Double longitude,
    double stars,
    int capacity,
    List<Long> areas,
    Map<String, Optional<LocalDate>> certificates,
    Opening opening) {}
