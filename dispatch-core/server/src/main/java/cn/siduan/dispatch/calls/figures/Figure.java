package cn.siduan.dispatch.calls.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A line of figures. What there is nothing to count for is absent.
 *
 * @param key which hotline, hour or operator; "all"
 * @param offered calls that arrived
 * @param serviceLevel15 share of the offered calls that were answered within 15 s (GB/T 33358)
 * @param serviceLevel20 within 20 s, the 20 of 80/20
 * @param abandonment share of the offered calls that ended before an operator picked up
 * @param speedOfAnswer mean seconds from arrival to answer
 * @param handlingTime mean seconds from answer to the call's end, and the wrap-up after it
 * @param transferred calls handed on at least once
 * @param occupancy share of their time on duty that operators talked or wrapped up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figure(
    String key,
    @Nullable String name,
    long offered,
    long answered,
    @Nullable Double serviceLevel15,
    @Nullable Double serviceLevel20,
    @Nullable Double abandonment,
    @Nullable Double speedOfAnswer,
    @Nullable Double handlingTime,
    long transferred,
    @Nullable Double occupancy) {}
