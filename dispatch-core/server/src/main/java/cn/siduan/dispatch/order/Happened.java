package cn.siduan.dispatch.order;

/** An event of an order's history, by whom and when. */
public record Happened(OrderEvent event, By by) {}
