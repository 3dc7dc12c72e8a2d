/**
 * What the outside has to be told after commit: written as rows with the change itself ({@link
 * cn.siduan.dispatch.outbox.Outbox}), numbered and handed on once it is durable ({@link
 * cn.siduan.dispatch.outbox.Relay}).
 */
@NullMarked
package cn.siduan.dispatch.outbox;

import org.jspecify.annotations.NullMarked;
