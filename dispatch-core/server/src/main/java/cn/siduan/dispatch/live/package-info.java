/**
 * Live screens: what changes is told to each reader who may see it, over Server-Sent Events that
 * resume without gap or repetition. {@code live-events.yaml} describes what is sent.
 */
@NullMarked
package cn.siduan.dispatch.live;

import org.jspecify.annotations.NullMarked;
